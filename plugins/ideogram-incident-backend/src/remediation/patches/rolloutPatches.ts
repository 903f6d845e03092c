import type {
  V1Deployment,
  V1PodTemplateSpec,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import { isDeepStrictEqual } from 'node:util';
import { RESTARTED_AT, REVISION, revisionOf } from '../../upstream/kubernetes';
import { OPERATION_ANNOTATION, plain } from './clusterObject';

/** What `kubectl rollout restart` does; `at` is an ISO time. */
export function restartPatch(at: string): object {
  return {
    spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } },
  };
}

export function scalePatch(
  deployment: V1Deployment,
  replicas: number,
): object | undefined {
  return deployment.spec?.replicas === replicas
    ? undefined
    : { spec: { replicas } };
}

const HASH_LABEL = 'pod-template-hash';

/** What belongs to a deployment or a replica set alone, and never goes over. */
const OWN_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
  OPERATION_ANNOTATION,
];

type Annotated = { metadata?: { annotations?: Record<string, string> } } | null;

/** Another deployment's pods may have the same labels, such as a canary's. */
function isOwned(set: V1ReplicaSet, { metadata }: V1Deployment): boolean {
  const owners: unknown = set.metadata?.ownerReferences;
  return (
    metadata?.uid !== undefined &&
    Array.isArray(owners) &&
    owners.some(
      owner => owner?.controller === true && owner.uid === metadata.uid,
    )
  );
}

function templateOf(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const { metadata, spec } = plain(template);
  const { [HASH_LABEL]: _, ...labels } = metadata?.labels ?? {};
  const { creationTimestamp, ...rest } = metadata ?? {};
  return { metadata: { ...rest, labels }, spec };
}

/** The same for pods that were restarted since, and for those that were not. */
function withoutRestart(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const { metadata, spec } = templateOf(template);
  const { [RESTARTED_AT]: _, ...annotations } = metadata?.annotations ?? {};
  return { metadata: { ...metadata, annotations }, spec };
}

/**
 * The replica set to go back to: the last one before the present one that
 * differs from it by more than a restart. `kubectl rollout undo` takes a mere
 * restart for a rollout, and goes back to the same pods that are there now.
 */
export function previousReplicaSet(
  deployment: V1Deployment,
  replicaSets: readonly V1ReplicaSet[],
): V1ReplicaSet | undefined {
  const byRevision = replicaSets
    .filter(
      set =>
        revisionOf(set) !== undefined &&
        set.spec?.template &&
        isOwned(set, deployment),
    )
    .sort((a, b) => revisionOf(b)! - revisionOf(a)!);
  const current = revisionOf(deployment) ?? revisionOf(byRevision[0] ?? null);
  const present = withoutRestart(deployment.spec!.template);
  return byRevision.find(
    ({ spec, ...set }) =>
      revisionOf(set)! < (current ?? 0) &&
      !isDeepStrictEqual(withoutRestart(spec!.template!), present),
  );
}

function othersOf(object: Annotated): Record<string, string> {
  const annotations = Object.entries(object?.metadata?.annotations ?? {});
  return Object.fromEntries(
    annotations.filter(([name]) => !OWN_ANNOTATIONS.includes(name)),
  );
}

/**
 * As `kubectl rollout undo` does it: the template of a former replica set takes
 * the place of the present one as a whole, and so do the annotations that the
 * deployment had then, among them the records of mitigations.
 */
export function undoRolloutPatch(
  deployment: V1Deployment,
  { metadata, spec }: V1ReplicaSet,
): object {
  const removed = Object.keys(othersOf(deployment)).map(name => [name, null]);
  return {
    metadata: {
      annotations: {
        ...Object.fromEntries(removed),
        ...othersOf({ metadata }),
      },
    },
    spec: {
      // A merge would keep what was added since.
      template: { $patch: 'replace', ...templateOf(spec!.template!) },
    },
  };
}
