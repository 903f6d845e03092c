import { allResources, resources } from '../resources';
import type { Registry } from '../registry';

const namespacedResources = allResources.filter(
  resource => resource.namespaced && resource.stored !== false,
);

/** Removes what a deleted owner, or a namespace that goes, leaves behind. */
export function collectGarbage(registry: Registry): void {
  const { store } = registry;
  const objects = namespacedResources.flatMap(resource =>
    store.list(resource).map(object => ({ resource, object })),
  );
  const alive = new Set(objects.map(({ object }) => object.metadata.uid));
  const ending = new Set(
    store
      .list(resources.namespaces)
      .filter(namespace => namespace.metadata.deletionTimestamp)
      .map(namespace => namespace.metadata.name),
  );
  for (const { resource, object } of objects) {
    const { namespace, name, ownerReferences, deletionTimestamp } =
      object.metadata;
    const orphaned =
      ownerReferences?.length &&
      ownerReferences
        .filter(owner => owner.kind !== 'Node')
        .every(owner => !alive.has(owner.uid));
    if (!deletionTimestamp && (orphaned || ending.has(namespace!))) {
      registry.remove(resource, namespace, name);
    }
  }
  for (const name of ending)
    registry.remove(resources.namespaces, undefined, name);
}
