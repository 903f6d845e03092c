import type {
  V1Deployment,
  V1Secret,
  V1SelfSubjectAccessReview,
} from '@kubernetes/client-node';
import { fault } from 'backstage-plugin-ideogram-incident-common';
import { KubernetesError } from './kubernetesError';

/** @throws {@link KubernetesError} of kind `unreadable` */
export function expectShape<T>(answer: T, isWhatWasAsked: boolean): T {
  if (!isWhatWasAsked) {
    throw new KubernetesError('unreadable', fault.wrongShape);
  }
  return answer;
}

/** The kind may be left out, but must not be another one. */
function isKind(answer: { kind?: string } | undefined, kind: string): boolean {
  return answer?.kind === undefined || answer.kind === kind;
}

export function isListOf(
  answer: { kind?: string; items?: unknown } | undefined,
  kind: string,
): boolean {
  return isKind(answer, `${kind}List`) && Array.isArray(answer?.items);
}

export function isNamed(
  object: { metadata?: { name?: string } } | null,
): boolean {
  const name: unknown = object?.metadata?.name;
  return typeof name === 'string' && name !== '';
}

const isCount = (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Counts that are zero are left out of a status, but neither the status nor
 * the wanted replicas ever are.
 */
export function isDeployment(
  answer: V1Deployment | undefined,
  name: string,
): boolean {
  const { availableReplicas, updatedReplicas } = answer?.status ?? {};
  return (
    isKind(answer, 'Deployment') &&
    answer?.metadata?.name === name &&
    isCount(answer.spec?.replicas) &&
    typeof answer.status === 'object' &&
    answer.status !== null &&
    [availableReplicas ?? 0, updatedReplicas ?? 0].every(isCount)
  );
}

/** A secret without a key has no data at all. */
export function isSecret(answer: V1Secret | undefined, name: string): boolean {
  return (
    isKind(answer, 'Secret') &&
    answer?.metadata?.name === name &&
    Object.values(answer.data ?? {}).every(value => typeof value === 'string')
  );
}

export function isAccessReview(
  answer: V1SelfSubjectAccessReview | undefined,
): boolean {
  return (
    isKind(answer, 'SelfSubjectAccessReview') &&
    typeof answer?.status?.allowed === 'boolean'
  );
}
