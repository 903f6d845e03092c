import type {
  V1Container,
  V1Deployment,
  V1ObjectMeta,
} from '@kubernetes/client-node';
import { containersOf, entriesOf, type EnvEntry, hasValue } from './container';
import {
  annotationOf,
  type MitigationRecord,
  recordOf,
} from './mitigationRecord';

/** A field, or the entry of a list that has this name. */
export type FieldStep = string | { name: string };

function nameIn(key: string): unknown {
  if (!key.startsWith('k:')) return undefined;
  try {
    return JSON.parse(key.slice(2))?.name;
  } catch {
    return undefined;
  }
}

function into(fields: unknown, step: FieldStep): unknown {
  if (typeof fields !== 'object' || fields === null) return undefined;
  if (typeof step === 'string') {
    return (fields as Record<string, unknown>)[`f:${step}`];
  }
  const found = Object.entries(fields).find(
    ([key]) => nameIn(key) === step.name,
  );
  return found?.[1];
}

/**
 * Who has set a field to what it is, as the API server keeps it beside the
 * object. Nobody where it is not kept.
 */
export function ownersOf(
  metadata: V1ObjectMeta | undefined,
  path: readonly FieldStep[],
): string[] {
  const entries: unknown = metadata?.managedFields;
  if (!Array.isArray(entries)) return [];
  return entries
    .filter(entry => path.reduce<unknown>(into, entry?.fieldsV1) !== undefined)
    .map(({ operation, manager }) => `${operation} by ${manager}`);
}

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
