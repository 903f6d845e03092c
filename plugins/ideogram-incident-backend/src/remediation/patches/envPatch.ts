import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import type { EnvEntry } from './container';
import { mitigationOf } from './mitigation';
import {
  annotationOf,
  type MitigationRecord,
  recordText,
} from './mitigationRecord';

export interface EnvChange {
  container: V1Container;
  env: string;
  value: string;
}

function patchOf(
  { container, env }: EnvChange,
  change: object,
  annotation: string | null,
): object {
  return {
    metadata: { annotations: { [annotationOf(env)]: annotation } },
    spec: {
      template: {
        spec: { containers: [{ name: container.name, ...change }] },
      },
    },
  };
}

/**
 * An entry that is new, at the end, where kubectl puts it: a merge puts it
 * first otherwise. The order adds and removes nothing, so what others have
 * changed meanwhile stays.
 */
function appended({ env: entries }: V1Container, entry: { name: string }) {
  const present: unknown[] = Array.isArray(entries) ? entries : [];
  const names = present.flatMap(each => {
    const { name } = (each ?? {}) as { name?: unknown };
    return typeof name === 'string' ? [{ name }] : [];
  });
  return {
    '$setElementOrder/env': [...names, { name: entry.name }],
    env: [entry],
  };
}

/**
 * Sets an env entry and records what it replaces, in one patch. Where another
 * override of the same entry is in force, what stood there before that one
 * stays on record.
 */
export function setEnvPatch(
  deployment: V1Deployment,
  change: EnvChange,
  by: Pick<MitigationRecord, 'action' | 'since' | 'by' | 'reason'>,
): object | undefined {
  const { container, env, value } = change;
  const { inForce, entry, before } = mitigationOf(
    deployment,
    container,
    change,
  );
  if (inForce) return undefined;
  const record: MitigationRecord = {
    action: by.action,
    container: container.name,
    env,
    value,
    before,
    since: by.since,
    by: by.by,
    ...(by.reason !== undefined && { reason: by.reason }),
  };
  const set = { name: env, value };
  const inPlace = { ...set, ...(entry?.valueFrom && { valueFrom: null }) };
  return patchOf(
    change,
    entry ? { env: [inPlace] } : appended(container, set),
    recordText(record),
  );
}

/**
 * What makes of one entry another. A merge keeps what the patch does not
 * name, so what has to go is named too.
 */
function restored(env: string, entry: EnvEntry, before: EnvEntry | null) {
  if (!before) return { name: env, $patch: 'delete' };
  if (!before.valueFrom) {
    return {
      name: env,
      value: before.value ?? '',
      ...(entry.valueFrom && { valueFrom: null }),
    };
  }
  return { name: env, value: null, valueFrom: before.valueFrom };
}

/**
 * Restores exactly the entry that an override replaced, and takes back its
 * record. Only what is in force is reverted.
 */
export function restoreEnvPatch(
  deployment: V1Deployment,
  change: EnvChange,
): object | undefined {
  const { inForce, entry, before } = mitigationOf(
    deployment,
    change.container,
    change,
  );
  if (!inForce || !entry) return undefined;
  const env = [restored(change.env, entry, before)];
  return patchOf(change, { env }, null);
}
