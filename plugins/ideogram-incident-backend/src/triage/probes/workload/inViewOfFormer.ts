import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import type {
  PodTrouble,
  WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { newestPods, revisionOf } from '../../../upstream/kubernetes';
import {
  lastBefore,
  type RolloutDown,
  type RolloutLook,
  type RolloutsSeen,
} from './rolloutsSeen';

const DOWN: readonly PodTrouble[] = ['crashing', 'out-of-memory', 'image-pull'];

const isDown = (
  trouble: PodTrouble | undefined,
): trouble is RolloutDown['trouble'] =>
  trouble !== undefined && DOWN.includes(trouble);

function stateOf(
  { desired, available, pods, brokenRollout }: WorkloadDetails,
  names: ReadonlySet<string | undefined>,
): RolloutLook['state'] {
  const newest = pods.filter(({ name }) => names.has(name));
  const trouble = newest.map(pod => pod.trouble).find(isDown);
  if (!trouble) {
    return { is: newest.some(({ ready }) => ready) ? 'up' : 'starting' };
  }
  return brokenRollout || (desired > 0 && available === 0)
    ? { is: 'down', trouble, wasNeverUp: brokenRollout !== undefined }
    : { is: 'starting' };
}

/** What is seen of the present rollout; undefined where it has no pods. */
export function lookAtRollout(
  deployment: V1Deployment,
  own: readonly V1Pod[],
  details: WorkloadDetails,
): RolloutLook | undefined {
  const revision = revisionOf(deployment);
  const newest = newestPods(
    own.filter(pod => !pod.metadata?.deletionTimestamp),
  );
  const replicaSet = newest[0]?.metadata?.ownerReferences?.find(
    owner => owner?.controller && owner.kind === 'ReplicaSet',
  )?.name;
  if (revision === undefined || typeof replicaSet !== 'string') {
    return undefined;
  }
  return {
    replicaSet,
    revision,
    mitigations: details.mitigations ?? [],
    at: new Date().toISOString(),
    state: stateOf(details, new Set(newest.map(pod => pod.metadata?.name))),
  };
}

/**
 * What of the present rollout can be told only by those before it: undoing it
 * is no cure where pods were down before, and one that set a mitigation broke
 * nothing.
 */
export function inViewOfFormer(
  details: WorkloadDetails,
  look: RolloutLook | undefined,
  seen: RolloutsSeen,
): WorkloadDetails {
  const { brokenRollout: broken, mitigations = [], ...rest } = details;
  const former = look && lastBefore(seen, look.revision);
  const setsMitigation = mitigations.some(
    name => !former?.mitigations.includes(name),
  );
  const wasDownBefore =
    look && former?.revision === look.revision - 1 && former.down;
  const downRollouts = seen.flatMap(({ down, ...rollout }) =>
    down && rollout.replicaSet !== look?.replicaSet
      ? { replicaSet: rollout.replicaSet, ...down }
      : [],
  );
  return {
    ...rest,
    mitigations,
    ...(broken &&
      !setsMitigation && {
        brokenRollout: {
          ...broken,
          ...(wasDownBefore && { wasDownBefore: true as const }),
        },
      }),
    ...(downRollouts.length > 0 && { downRollouts }),
  };
}
