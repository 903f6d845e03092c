import type { KubeNode, Pod } from '../../objects';
import { readPodMetrics } from '../../kubeletClient';
import { sendJson, type Call, type Services } from '../call';
import { resources } from '../resources';
import { refuse } from '../statusError';
import { selection, sendList } from './read';

/** Answers for metrics.k8s.io, as a metrics server would. */
export async function sendPodMetrics(
  services: Services,
  call: Call,
): Promise<void> {
  const { query, response, target, verb } = call;
  const { resource, namespace, name } = target;
  const { store } = services.registry;
  const found = await readPodMetrics(
    services.kubelets,
    store.list<KubeNode>(resources.nodes),
    store.list<Pod>(resources.pods, namespace),
  );
  if (verb === 'list') {
    sendList(call, undefined, found.filter(selection(resource, query)));
    return;
  }
  const one = found.find(metrics => metrics.metadata.name === name);
  if (verb !== 'get') throw refuse.methodNotAllowed();
  if (!one) throw refuse.notFound(resource, name!);
  sendJson(response, 200, one);
}
