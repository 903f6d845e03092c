import { conditionOf, timestamp, transitionTime } from '../../conditions';
import type { Condition, Deployment, ReplicaSet } from '../../objects';
import { withoutZeros } from './counts';
import { rolloutBounds, sum } from './rollout';

type Status = NonNullable<Deployment['status']>;

function renewed(
  known: Condition | undefined,
  next: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
  moved: boolean,
): Condition {
  const same = known?.status === next.status && known.reason === next.reason;
  if (same && !moved) return known;
  return {
    ...next,
    lastUpdateTime: timestamp(),
    lastTransitionTime: transitionTime(known, next.status),
  };
}

function isComplete({ spec }: Deployment, status: Status): boolean {
  const wanted = spec.replicas ?? 1;
  return [
    status.replicas,
    status.updatedReplicas,
    status.availableReplicas,
  ].every(count => count === wanted);
}

/** The moment at which a rollout that does not move has failed; undefined: none is under way. */
export function progressDeadline(deployment: Deployment): number | undefined {
  const { spec } = deployment;
  const known = conditionOf(deployment, 'Progressing');
  const under = known?.reason !== 'NewReplicaSetAvailable' && !spec.paused;
  return known?.lastUpdateTime && known.status !== 'False' && under
    ? Date.parse(known.lastUpdateTime) +
        (spec.progressDeadlineSeconds ?? 600) * 1000
    : undefined;
}

/** What a deployment says of itself, from its replica sets. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: ReplicaSet[],
  created: boolean,
): Status {
  const available = sum(all, set => set.status?.availableReplicas ?? 0);
  const status: Status = {
    observedGeneration: deployment.metadata.generation,
    replicas: sum(all, set => set.status?.replicas ?? 0),
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(all, set => set.status?.readyReplicas ?? 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(
      0,
      sum(all, set => set.spec.replicas ?? 0) - available,
    ),
  };
  const enough =
    available >=
    (deployment.spec.replicas ?? 1) - rolloutBounds(deployment).unavailable;
  const availability = renewed(
    conditionOf(deployment, 'Available'),
    enough
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    false,
  );
  const progress = progressing(deployment, status, current, created);
  return {
    ...withoutZeros(status),
    conditions: [
      availability,
      ...(progress ? [progress] : []),
      ...replicaFailure(current, all),
    ],
  };
}

/** Why pods can't be created, first of the set that is rolled out. */
function replicaFailure(
  current: ReplicaSet | undefined,
  all: ReplicaSet[],
): Condition[] {
  const [failure] = [current, ...all].flatMap(
    set => set?.status?.conditions ?? [],
  );
  return failure
    ? [{ ...failure, lastUpdateTime: failure.lastTransitionTime }]
    : [];
}

function progressing(
  deployment: Deployment,
  status: Status,
  current: ReplicaSet | undefined,
  created: boolean,
): Condition | undefined {
  const before: Status = deployment.status ?? {};
  const known = conditionOf(deployment, 'Progressing');
  const say = (
    state: Condition['status'],
    reason: string,
    message: string,
    moved = false,
  ) =>
    renewed(
      known,
      { type: 'Progressing', status: state, reason, message },
      moved,
    );
  const failed = known?.reason === 'ProgressDeadlineExceeded';
  if (deployment.spec.paused) {
    return failed
      ? known
      : say('Unknown', 'DeploymentPaused', 'Deployment is paused');
  }
  if (!current) return known;
  const { name } = current.metadata;
  if (created) {
    return say(
      'True',
      'NewReplicaSetCreated',
      `Created new replica set "${name}"`,
      true,
    );
  }
  if (known?.reason === 'DeploymentPaused') {
    return say('Unknown', 'DeploymentResumed', 'Deployment is resumed');
  }
  // Pods that come and go after a rollout has ended are no rollout.
  const settled =
    known?.reason === 'NewReplicaSetAvailable' &&
    status.replicas === status.updatedReplicas;
  if (settled) return known;
  if (isComplete(deployment, status)) {
    return say(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  const oldReplicas = (of: Status) =>
    (of.replicas ?? 0) - (of.updatedReplicas ?? 0);
  const moved =
    (status.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    (status.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before.availableReplicas ?? 0) ||
    oldReplicas(status) < oldReplicas(before);
  if (moved || !known) {
    return say(
      'True',
      'ReplicaSetUpdated',
      `ReplicaSet "${name}" is progressing.`,
      true,
    );
  }
  const deadline = progressDeadline(deployment);
  if (deadline !== undefined && Date.now() >= deadline) {
    return say(
      'False',
      'ProgressDeadlineExceeded',
      `ReplicaSet "${name}" has timed out progressing.`,
    );
  }
  return known;
}
