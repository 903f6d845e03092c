import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import { containersOf } from './container';
import { entriesOf, hasValue, type EnvEntry } from './envEntry';
import { ownersOf } from './fieldOwners';
import {
  annotationOf,
  recordOf,
  type MitigationRecord,
} from './mitigationRecord';

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
 * One patch sets the value and writes its record, so both have one owner, until
 * somebody else sets the value anew: the record doesn't tell of them.
 */
function isOverwritten(
  { metadata }: V1Deployment,
  container: V1Container,
  env: string,
): boolean {
  const owners = ownersOf(metadata, [
    'spec',
    'template',
    'spec',
    'containers',
    { name: container.name },
    'env',
    { name: env },
    'value',
  ]);
  const recorders = ownersOf(metadata, [
    'metadata',
    'annotations',
    annotationOf(env),
  ]);
  return owners.length > 0 && !owners.some(each => recorders.includes(each));
}

/** The record, where it is of what the container has now. */
function recordFor(
  deployment: V1Deployment,
  container: V1Container,
  env: string,
): MitigationRecord | undefined {
  const record = recordOf(deployment, env);
  return record?.container === container.name &&
    hasValue(entriesOf(container, env).at(-1), record.value) &&
    !isOverwritten(deployment, container, env)
    ? record
    : undefined;
}

/**
 * What a deployment shows of an env override. A record counts as long as the
 * entry still has the value that it is of, and nobody else has set it:
 * somebody may have deployed since.
 */
export function mitigationOf(
  deployment: V1Deployment,
  container: V1Container,
  { env, value }: { env: string; value: string },
): MitigationState {
  const entry = entriesOf(container, env).at(-1);
  const record = recordFor(deployment, container, env);
  const inForce = hasValue(entry, value);
  const elsewhere = containersOf(deployment).find(
    each => each.name !== container.name && recordFor(deployment, each, env),
  );
  // Of one that somebody set outside of the portal, nothing is known.
  const unrecorded = inForce ? null : entry ?? null;
  return {
    inForce,
    entry: entry ?? null,
    before: record ? record.before : unrecorded,
    ...(record && { record }),
    ...(elsewhere && { elsewhere: elsewhere.name }),
  };
}
