import type { ResourceQuota } from '../objects';
import { parseQuantity } from '../quantity';
import type { Registry } from './registry';
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

/** Writes into the quotas of a namespace how much of them is used. */
export function reportPodQuota(registry: Registry, namespace: string): void {
  const used = String(podsIn(registry.store, namespace));
  for (const { metadata, spec } of quotasOf(registry.store, namespace)) {
    const hard = Object.fromEntries(
      Object.entries(spec?.hard ?? {}).filter(([name]) => names.includes(name)),
    );
    registry.update(
      resources.resourcequotas,
      namespace,
      metadata.name,
      {
        metadata,
        status: {
          hard,
          used: Object.fromEntries(Object.keys(hard).map(name => [name, used])),
        },
      },
      { subresource: 'status' },
    );
  }
}

function quotasOf(store: Store, namespace: string): ResourceQuota[] {
  return store.list<ResourceQuota>(resources.resourcequotas, namespace);
}
