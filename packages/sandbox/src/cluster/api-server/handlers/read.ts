import type { KubeObject } from '../../objects';
import { sendJson, type Call, type Services } from '../call';
import { apiVersionOf, type Resource } from '../resources';
import { parseFieldSelector, parseLabelSelector } from '../selectors';
import { refuse } from '../statusError';
import { streamWatch } from '../watch';

/** Whether an object is among those that the parameters select. */
export function selection(resource: Resource, query: URLSearchParams) {
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(
    resource.kind,
    query.get('fieldSelector') ?? '',
  );
  return (object: KubeObject) => byLabel(object) && byField(object);
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw refuse.badRequest(`${name} is not a number`);
  }
  return Number(text);
}

export function sendList(
  { response, target: { resource } }: Call,
  version: number | undefined,
  items: object[],
) {
  sendJson(response, 200, {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: version === undefined ? {} : { resourceVersion: `${version}` },
    items,
  });
}

/** Answers get, list and watch. */
export async function read({ registry }: Services, call: Call): Promise<void> {
  const { response, query, target, verb } = call;
  const { resource, namespace, name } = target;
  if (verb === 'get') {
    sendJson(response, 200, registry.get(resource, namespace, name!));
    return;
  }
  const matches = selection(resource, query);
  const { store } = registry;
  if (verb === 'watch') {
    streamWatch(store, response, {
      resource,
      namespace,
      matches,
      since: wholeNumber(query, 'resourceVersion') || undefined,
      timeoutSeconds: wholeNumber(query, 'timeoutSeconds'),
    });
    return;
  }
  const items = store.list(resource, namespace).filter(matches);
  sendList(
    call,
    store.version,
    // As in a real cluster, only the list says what its items are.
    items.map(({ apiVersion, kind, ...item }) => item),
  );
}
