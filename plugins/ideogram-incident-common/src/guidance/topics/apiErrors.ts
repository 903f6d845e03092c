import {
  failsForPortal,
  isBetweenPodsAndIdeogram,
  whoseFault,
} from '../../triage/ideogramApi';
import { doesFallbackHelp, isInForce } from '../../triage/mitigations';
import * as curl from '../commands/curl';
import { dashboard, vendorConsole } from '../links';
import * as steps from '../steps';
import {
  inCluster,
  type GuidanceContext,
  type StepTemplate,
  type Topic,
} from '../topic';

/** Where the fallback is on, or was asked for. */
const disableFallbackThen: StepTemplate = {
  ...steps.disableFallback,
  when: ({ readings }) =>
    isInForce(readings, 'fallback') || doesFallbackHelp(readings),
};

/** 401 and 403. */
export const authentication: Topic = {
  harm: [
    steps.restartForKey,
    steps.enableFallbackUntil('Ideogram accepts a key again'),
    steps.verifyCredential,
    steps.seeWhetherRotated,
    steps.rotateCredential,
  ],
  people: [steps.tellPeople],
  cause: [
    {
      ...steps.readErrorLines,
      detail:
        '401 means that the key is refused; 403 that it has no access to the endpoint or the model, which Ideogram has to grant.',
    },
  ],
  after: [
    disableFallbackThen,
    {
      text: 'Agree on who rotates keys, and how',
      detail:
        'Create, deploy, verify, then revoke; and be alerted at the first 401 or 403.',
    },
  ],
};

/** 402. */
export const billing: Topic = {
  harm: [
    steps.enableFallbackUntil('the account has credit again'),
    {
      text: 'Top up the balance or raise the plan',
      detail: 'In the Ideogram dashboard; ask whoever pays for the account.',
      link: vendorConsole,
    },
    {
      ...steps.enableQueue,
      text: 'Meanwhile, enable the queue, if requests can wait',
      detail:
        'They are sent in turn, so that fewer are refused before there is credit. Each that is sent before still fails.',
    },
  ],
  people: [steps.tellPeople],
  cause: [
    {
      ...steps.readErrorLines,
      detail:
        'reject_reason tells which it is: insufficient_funds is the balance, daily_limit the plan.',
    },
  ],
  after: [
    disableFallbackThen,
    steps.disableQueue,
    {
      text: 'Be warned before the balance is used up',
      detail: 'Set up automatic top-up or an alert on the balance.',
      link: vendorConsole,
    },
  ],
};

/** 429. */
export const rateLimited: Topic = {
  harm: [
    steps.enableQueue,
    {
      ...steps.enableFallbackUntil('Ideogram takes our requests again'),
      // Those from before the queue are counted for a while.
      text: 'If requests are still refused in a few minutes, enable fallback',
      when: ({ readings }) =>
        isInForce(readings, 'queue') && doesFallbackHelp(readings),
    },
  ],
  people: [steps.tellPeople],
  cause: [
    {
      text: 'Check the limit and what is in flight',
      detail:
        'About 10 images may be in progress per organization. Ideogram documents no rate limit headers; max_inflight_requests in the body of a 429 is the limit.',
      command: ({ target }) => curl.rateLimitHeaders(target),
    },
    {
      ...steps.readErrorLines,
      detail: 'reject_reason tells which limit it is, such as inflight_limit.',
    },
  ],
  after: [
    {
      text: 'Contact Ideogram for a higher limit',
      detail: 'Tell how many images are in flight at the peak.',
    },
    steps.disableQueue,
  ],
};

/** 500 and 503, announced. */
export const vendorFault: Topic = {
  harm: [steps.enableFallback],
  people: [steps.notifyUsers, steps.updateOurStatusPage],
  cause: [steps.watchVendor],
  after: [steps.disableFallback],
};

const report: StepTemplate = {
  text: 'Report the errors to Ideogram',
  detail:
    'With the time of the first one, the status codes, and one request that failed.',
  link: steps.watchVendor.link,
};

function whoseFaultServerErrorsAre({ readings }: GuidanceContext): string {
  if (isBetweenPodsAndIdeogram(readings)) return whoseFault(readings)!;
  const likely =
    'A vendor fault is likely: such errors come from Ideogram, whose status page shows nothing yet.';
  return failsForPortal(readings)
    ? `${whoseFault(readings)} ${likely}`
    : likely;
}

/** 500 and 503, while the status page shows nothing. */
export const unannouncedVendorFault: Topic = {
  harm: [
    {
      ...steps.enableFallback,
      detail: context =>
        `${whoseFaultServerErrorsAre(context)} ${steps.whatFallbackDoes(
          context,
        )}`,
    },
  ],
  people: vendorFault.people,
  cause: [
    ...steps.whoseFaultItIs,
    report,
    {
      ...steps.watchVendor,
      text: "Watch Ideogram's status until it shows the incident",
      detail: 'Status pages are often minutes behind.',
    },
    {
      ...steps.verifyCredential,
      text: 'Rule out our side: verify the credential',
    },
    steps.checkConfig,
  ],
  after: vendorFault.after,
};

const host = ({ target }: GuidanceContext) =>
  /^https?:\/\/([^/?#:]+)/i.exec(target.ideogram.baseUrl)?.[1] ??
  target.ideogram.baseUrl;

/** Requests that never get an HTTP answer. */
export const network: Topic = {
  harm: [steps.enableFallbackUntil('the network lets requests through')],
  people: [steps.tellPeople],
  cause: [
    ...steps.whoseFaultItIs,
    {
      text: 'Check DNS from within a pod',
      detail: context => `It should print an address of ${host(context)}.`,
      command: inCluster((kubectl, context) =>
        kubectl.inPod(['getent', 'hosts', host(context)]),
      ),
    },
    {
      text: 'Check egress',
      detail:
        'A network policy or a firewall that was changed lately may cut the way out.',
      command: inCluster(kubectl => kubectl.podNetwork()),
    },
    {
      text: 'Check the proxy',
      detail:
        'HTTPS_PROXY and NO_PROXY of the pods, and whether the proxy itself answers.',
      command: inCluster(kubectl => `${kubectl.envNames()} | grep -i proxy`),
    },
    {
      text: 'Check TLS, and the way from your own network',
      detail: 'A certificate check of 0 means that the certificate is trusted.',
      command: ({ target }) => curl.reachIdeogram(target),
    },
  ],
  after: [steps.disableFallback],
};

/** Errors of the API that no class explains: our integration issue. */
export const integration: Topic = {
  harm: [
    steps.enableFallbackUntil('the cause is found'),
    steps.verifyCredential,
    steps.checkConfig,
  ],
  people: [steps.tellPeople],
  cause: [
    ...steps.whoseFaultItIs,
    steps.readErrorLines,
    {
      text: 'See which errors they are',
      detail: 'Errors per second by type.',
      command: ({ target }) => curl.errorsByType(target),
      link: dashboard,
    },
    {
      ...steps.undoRollout,
      text: 'Undo the last rollout, if the errors began with it',
      when: ({ target }) => target.kubernetes !== undefined,
    },
  ],
  after: [],
};
