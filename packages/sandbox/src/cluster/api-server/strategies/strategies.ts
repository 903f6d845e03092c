import type { KubeObject } from '../../objects';
import { resources, type Resource } from '../resources';
import { refuse } from '../statusError';
import { podStrategy } from './pod';
import { secretStrategy } from './secret';
import type { Strategy } from './strategy';
import { deploymentStrategy, replicaSetStrategy } from './workload';

const namespaceStrategy: Strategy = {
  defaults: object => ({ ...object, status: { phase: 'Active' } }),
};

const strategies = new Map<Resource, Strategy>([
  [resources.pods, podStrategy],
  [resources.deployments, deploymentStrategy],
  [resources.replicasets, replicaSetStrategy],
  [resources.secrets, secretStrategy],
  [resources.namespaces, namespaceStrategy],
]);

export function countsGenerations(resource: Resource): boolean {
  return strategies.get(resource)?.generation ?? false;
}

/** The object as it would be stored: with its defaults, or refused. */
export function prepare(
  resource: Resource,
  object: KubeObject,
  previous?: KubeObject,
): KubeObject {
  const strategy = strategies.get(resource);
  const complete = strategy?.defaults?.(object) ?? object;
  const mistakes = strategy?.validate?.(complete, previous) ?? [];
  if (mistakes.length) {
    throw refuse.invalid(
      resource.group ? `${resource.kind}.${resource.group}` : resource.kind,
      object.metadata.name,
      mistakes,
    );
  }
  return complete;
}
