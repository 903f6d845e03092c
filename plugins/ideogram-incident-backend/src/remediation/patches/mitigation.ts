import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import { containersOf } from './container';
import { entriesOf, hasValue, type EnvEntry } from './envEntry';
import { recordOf, type MitigationRecord } from './mitigationRecord';

export interface MitigationState {
  inForce: boolean;
  /** The entry as it stands; null where there is none. */
  entry: EnvEntry | null;
  /** What stood there before it was first overridden, or stands there now. */
  before: EnvEntry | null;
  /** Of the override that is in force; absent where none of ours is. */
  record?: MitigationRecord;
  /** Another container of which an override is on record, and in force. */
  elsewhere?: string;
}

/**
 * What a deployment shows of an env override. A record counts as long as the
 * entry still has the value that it is of: somebody may have deployed since.
 */
export function mitigationOf(
  deployment: V1Deployment,
  container: V1Container,
  { env, value }: { env: string; value: string },
): MitigationState {
  const entry = entriesOf(container, env).at(-1);
  const record = recordOf(deployment, env);
  const isRecorded =
    record?.container === container.name && hasValue(entry, record.value);
  const inForce = hasValue(entry, value);
  const other =
    record?.container !== container.name &&
    containersOf(deployment).find(each => each.name === record?.container);
  const isElsewhere =
    record && other && hasValue(entriesOf(other, env).at(-1), record.value);
  // Of one that somebody set outside of the portal, nothing is known.
  const unrecorded = inForce ? null : entry ?? null;
  return {
    inForce,
    entry: entry ?? null,
    before: isRecorded ? record.before : unrecorded,
    ...(isRecorded && { record }),
    ...(isElsewhere && { elsewhere: other.name }),
  };
}
