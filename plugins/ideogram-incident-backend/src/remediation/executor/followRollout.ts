import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import {
  escalationContact,
  formatDuration,
  type Problem,
  type Rollout,
} from 'backstage-plugin-ideogram-incident-common';
import { KubernetesError } from '../../upstream/kubernetes';
import type { TargetCluster } from '../cluster';
import { blockedBy, rolloutState } from '../rollout';
import type { Wait } from './runContext';

const LOOK_EVERY_MS = 1_000;
const MAX_PODS = 100;

export interface RolloutToFollow {
  cluster: TargetCluster;
  /** Of the deployment, as our own change left it. */
  generation: number;
  /** Milliseconds since the epoch. */
  deadline: number;
  timeoutMs: number;
  wait: Wait;
  onSeen(rollout: Rollout): Promise<void>;
}

type Seen = { deployment: V1Deployment; pods: V1Pod[] };

function look(cluster: TargetCluster): Promise<Seen> {
  const { namespace, deployment, labelSelector } = cluster.target.kubernetes;
  return cluster.read(async session => {
    const [found, { pods }] = await Promise.all([
      session.deployment(namespace, deployment),
      session.pods(namespace, labelSelector, MAX_PODS),
    ]);
    return { deployment: found, pods };
  });
}

function neverEnds(
  { cluster: { target }, timeoutMs }: RolloutToFollow,
  cause: string | undefined,
  after: string,
): Problem {
  const { deployment } = target.kubernetes;
  return {
    issue: `The change is made, but the pods of ${deployment} don't come up.`,
    cause: cause ?? `They are not ready ${after}.`,
    solution: `Undo the change or mend what holds the pods up; where you can't, escalate to ${escalationContact(
      target,
    )}. ${formatDuration(timeoutMs / 1000)} is how long a rollout may take.`,
  };
}

/** The portal's own blindness is no fault of the pods. */
function unseen(
  { cluster: { target } }: RolloutToFollow,
  error: KubernetesError,
  after: string,
): Problem {
  const { deployment, namespace } = target.kubernetes;
  if (error.kind === 'not-found') {
    return {
      issue: `The change was made, but then the deployment ${deployment} was deleted.`,
      cause: `The cluster ${error.fault}.`,
      solution: `Find out who deleted it, and have it deployed again; where you can't, escalate to ${escalationContact(
        target,
      )}.`,
    };
  }
  return {
    issue: `The change is made, but whether the pods of ${deployment} come up is not known.`,
    cause: `The portal could not look ${after}: the cluster ${error.fault}.`,
    solution: `See with kubectl rollout status deployment/${deployment} -n ${namespace}; have the portal's access mended by ${escalationContact(
      target,
    )}.`,
  };
}

/**
 * Follows the rollout that our own change began, until its end.
 *
 * @returns the problem where it failed, or has not ended in time
 */
export async function followRollout(
  following: RolloutToFollow,
): Promise<Problem | undefined> {
  const { cluster, generation, deadline, timeoutMs, wait, onSeen } = following;
  let cause: string | undefined;
  let blind: KubernetesError | undefined;
  let rollout: Rollout = { updated: 0, available: 0, desired: 0 };
  for (;;) {
    try {
      const { deployment, pods } = await look(cluster);
      blind = undefined;
      const { state, why, ...counts } = rolloutState(deployment, generation);
      cause =
        state === 'done' ? undefined : blockedBy(deployment, pods, Date.now());
      rollout = { ...counts, ...(cause && { blockedBy: cause }) };
      await onSeen(rollout);
      if (state === 'done') return undefined;
      if (state === 'failed') {
        return neverEnds(following, cause ?? why, 'and the cluster gave up');
      }
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      cause = `The cluster ${error.fault}.`;
      await onSeen({ ...rollout, blockedBy: cause });
      if (error.kind === 'not-found') return unseen(following, error, '');
      blind = error;
    }
    if (Date.now() >= deadline) {
      const after = `after ${formatDuration(timeoutMs / 1000)}`;
      return blind
        ? unseen(following, blind, after)
        : neverEnds(following, cause, after);
    }
    await wait(LOOK_EVERY_MS);
  }
}
