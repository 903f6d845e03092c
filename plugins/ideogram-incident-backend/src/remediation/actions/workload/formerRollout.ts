import type { V1ReplicaSet } from '@kubernetes/client-node';
import {
  formatCount,
  oneLine,
  personName,
  readingOf,
  type PodTrouble,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  AssessmentInput,
  PastOperation,
} from 'backstage-plugin-ideogram-incident-node';
import { plainText } from '../../../upstream/text';
import {
  OPERATION_ANNOTATION,
  previousReplicaSet,
  revisionOf,
} from '../../patches';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';
/** From the change of a deployment to the replica set that it makes. */
const MADE_WITHIN_MS = 120_000;

/** Such as `on 2026-11-25 at 12:00 UTC`. */
function moment(at: Date | string): string {
  const [day, time] = new Date(at).toISOString().split('T');
  return `on ${day} at ${time.slice(0, 5)} UTC`;
}

/** The operation that is on record as the last one while it was the present. */
function lastOperation(
  { metadata }: V1ReplicaSet,
  operations: readonly PastOperation[],
): PastOperation | undefined {
  const id = metadata?.annotations?.[OPERATION_ANNOTATION];
  return operations.find(operation => operation.id === id);
}

function whoMade(
  set: V1ReplicaSet,
  madeAt: number,
  operations: readonly PastOperation[],
): string {
  const operation = lastOperation(set, operations);
  if (
    operation &&
    Math.abs(Date.parse(operation.at) - madeAt) < MADE_WITHIN_MS
  ) {
    return ` by ${personName(operation.actor)}, with ${operation.title}`;
  }
  const cause = plainText(set.metadata?.annotations?.[CHANGE_CAUSE]);
  return cause
    ? `; its change cause is: ${cause}`
    : '; by whom is not on record';
}

const imagesOf = (spec: V1ReplicaSet['spec']) =>
  (spec?.template?.spec?.containers ?? [])
    .map(container => container?.image)
    .filter(image => typeof image === 'string')
    .map(image => oneLine(image, 200))
    .join(', ');

type Down = NonNullable<WorkloadDetails['downRollouts']>[number];

const WENT_DOWN: Partial<Record<PodTrouble, string>> = {
  crashing: 'crashed',
  'out-of-memory': 'ran out of memory',
  'image-pull': "couldn't pull its image",
};

/** What was seen of it, though nothing in the cluster tells it any more. */
const wasDown = (revision: number, { trouble, at, wasNeverUp }: Down) =>
  `Revision ${revision} ${WENT_DOWN[trouble] ?? 'was down'} ${moment(
    at,
  )}: none of its pods was ${wasNeverUp ? 'ever up' : 'up'}.`;

/** Where undoing the last rollout goes, and what is known to be wrong with it. */
export interface FormerRollout {
  to: number;
  /** A sentence or two: when, by whom, and with what. */
  about: string;
  /** That it was undone, failed, crashed, or crashes. A sentence each. */
  warnings: string[];
}

/**
 * The rollout that undoing goes back to; undefined where that is not known.
 *
 * @param action - the one that undoes rollouts
 */
export function formerRollout(
  { deployment, rollouts, readings = [] }: AssessmentInput,
  action: string,
): FormerRollout | undefined {
  const set = rollouts && previousReplicaSet(deployment, rollouts.replicaSets);
  const to = set && revisionOf(set);
  if (!set || to === undefined) return undefined;
  const { operations } = rollouts;
  const { name = '', creationTimestamp } = set.metadata ?? {};
  const madeAt = new Date(creationTimestamp ?? NaN).getTime();
  const made = Number.isNaN(madeAt)
    ? `When revision ${to} was made is not known.`
    : `Revision ${to} was made ${moment(new Date(madeAt))}${whoMade(
        set,
        madeAt,
        operations,
      )}.`;
  const images = imagesOf(set.spec);
  const present = imagesOf(deployment.spec as V1ReplicaSet['spec']);
  const image =
    images && images !== present
      ? ` It runs ${images} in place of ${present || 'what runs now'}.`
      : '';

  const undone = operations.find(
    each => each.action === action && each.fromRevision === to,
  );
  const last = lastOperation(set, operations);
  const workload = readingOf(readings, 'workload')?.details;
  const pods = workload?.pods ?? [];
  const crashing = pods.filter(
    pod =>
      pod.name.startsWith(`${name}-`) &&
      (pod.trouble === 'crashing' || pod.trouble === 'out-of-memory'),
  );
  const said = crashing[0]?.message;
  const down = workload?.downRollouts?.find(each => each.replicaSet === name);
  const verb = crashing.length === 1 ? 'crashes' : 'crash';
  return {
    to,
    about: `${made}${image}`,
    warnings: [
      undone &&
        `Revision ${to} was undone ${moment(undone.at)} by ${personName(
          undone.actor,
        )}${
          undone.reason ? `: “${oneLine(undone.reason, 300)}”` : ''
        }. This brings it back.`,
      last?.failure &&
        `${last.title} failed on revision ${to} ${moment(last.at)}: ${
          last.failure
        }`,
      // What is now tells more.
      down && crashing.length === 0 && wasDown(to, down),
      crashing.length > 0 &&
        `${formatCount(crashing.length, 'pod')} of revision ${to} ${verb} now${
          said ? `: ${said}` : ''
        }.`,
    ].filter(warning => typeof warning === 'string'),
  };
}
