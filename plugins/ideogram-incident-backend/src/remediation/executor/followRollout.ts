import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import {
  escalationContact,
  formatDuration,
  type Problem,
  type Rollout,
} from 'backstage-plugin-ideogram-incident-common';
import { isReady, KubernetesError, newPods } from '../../upstream/kubernetes';
import type { TargetCluster } from '../cluster';
import { blockedBy, deadEndOf, type DeadEnd, rolloutState } from '../rollout';
import type { Wait } from './runContext';

const LOOK_EVERY_MS = 1_000;
const MAX_PODS = 100;

export interface RolloutToFollow {
  cluster: TargetCluster;
  /** Of the deployment, as our own change left it. */
  generation: number;
  /** Milliseconds since the epoch. */
  changedAt: number;
  timeoutMs: number;
  wait: Wait;
  onSeen(rollout: Rollout): Promise<void>;
  /** What a container said before it crashed, where that is known. */
  lastWordsOf(
    crashed: NonNullable<DeadEnd['crashed']>,
  ): Promise<string | undefined>;
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
    solution: `Undo the change, or fix what holds the pods up; if you can't, escalate to ${escalationContact(
      target,
    )}. A rollout may take ${formatDuration(timeoutMs / 1000)}.`,
  };
}

/** It says what stays, and that nothing else has to wait for it. */
async function hopeless(
  { cluster: { target }, lastWordsOf }: RolloutToFollow,
  { what, cause, crashed }: DeadEnd,
): Promise<Problem> {
  const { deployment } = target.kubernetes;
  const said = crashed && (await lastWordsOf(crashed));
  return {
    issue: `The change is made and stays, but the pods of ${deployment} ${what}.`,
    cause: said ? `${cause} Its last words: “${said}”` : cause,
    solution: `If they did so before this change, undo the last rollout, or fix what holds the pods up; if not, take this change back. Other actions can run on this target now. If you can't, escalate to ${escalationContact(
      target,
    )}.`,
  };
}

/** Of the pods that the rollout makes, how many serve: the old ones do, too. */
function availableOfNew(
  { updated, available }: Rollout,
  deployment: V1Deployment,
  pods: readonly V1Pod[],
): number {
  const own = newPods(deployment, pods);
  // Pods and deployment are not read at the very same moment, nor all pods.
  const ready = own.length < updated ? updated : own.filter(isReady).length;
  return Math.min(updated, available, ready);
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
      solution: `Find out who deleted it, and have it deployed again; if you can't, escalate to ${escalationContact(
        target,
      )}.`,
    };
  }
  return {
    issue: `The change is made, but whether the pods of ${deployment} come up is not known.`,
    cause: `The portal could not look ${after}: the cluster ${error.fault}.`,
    solution: `Check with kubectl rollout status deployment/${deployment} -n ${namespace}, and ask ${escalationContact(
      target,
    )} to fix the portal's access.`,
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
  const { cluster, generation, changedAt, timeoutMs, wait, onSeen } = following;
  const deadline = changedAt + timeoutMs;
  let cause: string | undefined;
  let blind: KubernetesError | undefined;
  let rollout: Rollout = { updated: 0, available: 0, desired: 0 };
  for (;;) {
    try {
      const { deployment, pods } = await look(cluster);
      blind = undefined;
      const { state, why, ...counts } = rolloutState(deployment, generation);
      if (state === 'done') {
        await onSeen(counts);
        return undefined;
      }
      const now = Date.now();
      cause = blockedBy(deployment, pods, now);
      rollout = {
        ...counts,
        available: availableOfNew(counts, deployment, pods),
        ...(cause && { blockedBy: cause }),
      };
      await onSeen(rollout);
      const deadEnd =
        state === 'waiting' &&
        deadEndOf(deployment, pods, { now, changedAt, generation });
      if (deadEnd) return await hopeless(following, deadEnd);
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
