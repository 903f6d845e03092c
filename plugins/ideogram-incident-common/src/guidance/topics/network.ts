import * as curl from '../commands/curl';
import * as kubectl from '../commands/kubectl';
import * as steps from '../steps';
import { inCluster, type GuidanceContext, type Topic } from '../topic';

const host = ({ target }: GuidanceContext) =>
  /^https?:\/\/([^/?#:]+)/i.exec(target.ideogram.baseUrl)?.[1] ??
  target.ideogram.baseUrl;

/** Requests that never get an HTTP answer. */
export const network: Topic = {
  harm: [steps.enableFallback],
  people: [steps.tellPeople],
  cause: [
    {
      text: 'Check DNS from within a pod',
      detail: context => `It should print an address of ${host(context)}.`,
      command: inCluster((k, context) =>
        kubectl.inPod(k, ['getent', 'hosts', host(context)]),
      ),
    },
    {
      text: 'Check egress',
      detail:
        'A network policy or a firewall that was changed lately may cut the way out.',
      command: inCluster(kubectl.podNetwork),
    },
    {
      text: 'Check the proxy',
      detail:
        'HTTPS_PROXY and NO_PROXY of the pods, and whether the proxy itself answers.',
      command: inCluster(k => `${kubectl.envNames(k)} | grep -i proxy`),
    },
    {
      text: 'Check TLS, and the way from your own network',
      detail: 'A certificate check of 0 means that the certificate is trusted.',
      command: ({ target }) => curl.reachIdeogram(target),
    },
  ],
  after: [steps.disableFallback],
};
