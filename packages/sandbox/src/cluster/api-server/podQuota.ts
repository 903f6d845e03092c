import type { ResourceQuota } from '../objects';
import { parseQuantity } from '../quantity';
import { resources } from './resources';
import { refuse } from './statusError';
import type { Store } from './store';

/** The names under which a quota limits how many pods there are. */
const names = ['pods', 'count/pods'];

function podsIn(store: Store, namespace: string): number {
  return store
    .list(resources.pods, namespace)
    .filter(({ status }) => !['Succeeded', 'Failed'].includes(status?.phase))
    .length;
}

/** Refuses one more pod where a quota of the namespace has no place for it. */
export function checkPodQuota(
  store: Store,
  namespace: string,
  pod: string,
): void {
  const used = podsIn(store, namespace);
  for (const quota of quotasOf(store, namespace)) {
    for (const name of names) {
      const limit = quota.spec?.hard?.[name];
      if (limit === undefined || used < (parseQuantity(limit) ?? 0)) continue;
      throw refuse.forbidden(
        resources.pods,
        pod,
        `exceeded quota: ${quota.metadata.name}, requested: ${name}=1, used: ${name}=${used}, limited: ${name}=${limit}`,
      );
    }
  }
}

/** The quotas of a namespace, and how much of each is used. */
export function podQuotas(store: Store, namespace: string): ResourceQuota[] {
  const used = String(podsIn(store, namespace));
  return quotasOf(store, namespace).map(quota => {
    const hard = Object.fromEntries(
      Object.entries(quota.spec?.hard ?? {}).filter(([name]) =>
        names.includes(name),
      ),
    );
    const status = {
      hard,
      used: Object.fromEntries(Object.keys(hard).map(name => [name, used])),
    };
    return { ...quota, status };
  });
}

function quotasOf(store: Store, namespace: string): ResourceQuota[] {
  return store.list<ResourceQuota>(resources.resourcequotas, namespace);
}
