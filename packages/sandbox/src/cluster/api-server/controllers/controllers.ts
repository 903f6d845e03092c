import type { Logger } from '../../logger';
import type { Registry } from '../registry';
import { resources } from '../resources';
import type { Change } from '../store';
import { reconcileDeployment } from './deploymentController';
import { podQuotas } from '../podQuota';
import { collectGarbage } from './garbageCollector';
import { reconcileReplicaSet } from './replicaSetController';
import { schedulePods } from './scheduler';
import { WorkQueue } from './workQueue';

/** Everything that a control plane does by itself after a change. */
export function startControllers(
  registry: Registry,
  logger: Logger,
): { stop(): void } {
  const deployments = new WorkQueue(key => {
    const again = reconcileDeployment(registry, ...split(key));
    if (again !== undefined) deployments.addAfter(key, again);
  }, logger);
  const replicaSets = new WorkQueue(key => {
    const again = reconcileReplicaSet(registry, ...split(key));
    if (again !== undefined) replicaSets.addAfter(key, again);
  }, logger);
  const scheduler = new WorkQueue(() => schedulePods(registry), logger);
  const garbage = new WorkQueue(() => collectGarbage(registry), logger);
  const quotas = new WorkQueue(namespace => {
    for (const quota of podQuotas(registry.store, namespace)) {
      registry.update(
        resources.resourcequotas,
        namespace,
        quota.metadata.name,
        quota,
        { subresource: 'status' },
      );
    }
  }, logger);
  const queues = [deployments, replicaSets, scheduler, garbage, quotas];

  const { store } = registry;
  const unsubscribe = store.subscribe(({ resource, object, type }: Change) => {
    const { namespace, name, ownerReferences } = object.metadata;
    const owner = ownerReferences?.find(reference => reference.controller);
    if (resource === resources.deployments) {
      deployments.add(`${namespace}/${name}`);
    } else if (resource === resources.replicasets) {
      replicaSets.add(`${namespace}/${name}`);
      if (owner) deployments.add(`${namespace}/${owner.name}`);
    } else if (resource === resources.pods) {
      if (owner) {
        replicaSets.add(`${namespace}/${owner.name}`);
        // A deployment that recreates waits for the last of its old pods.
        const set = store.get(resources.replicasets, namespace, owner.name);
        set?.metadata.ownerReferences?.forEach(deployment =>
          deployments.add(`${namespace}/${deployment.name}`),
        );
      }
      scheduler.add('all');
      quotas.add(namespace!);
    } else if (resource === resources.resourcequotas) {
      quotas.add(namespace!);
    } else if (resource === resources.nodes) scheduler.add('all');
    if (type === 'DELETED' || object.metadata.deletionTimestamp) {
      garbage.add('all');
    }
  });
  return {
    stop: () => {
      unsubscribe();
      queues.forEach(queue => queue.stop());
    },
  };
}

function split(key: string): [namespace: string, name: string] {
  const [namespace, name] = key.split('/');
  return [namespace, name];
}
