import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import type { EnvEntry } from './envEntry';
import { mitigationOf } from './mitigation';
import {
  annotationOf,
  recordText,
  type MitigationRecord,
} from './mitigationRecord';

export interface EnvChange {
  container: V1Container;
  env: string;
  value: string;
}

function patchOf(
  { container, env }: EnvChange,
  entry: object,
  annotation: string | null,
): object {
  return {
    metadata: { annotations: { [annotationOf(env)]: annotation } },
    spec: {
      template: {
        spec: { containers: [{ name: container.name, env: [entry] }] },
      },
    },
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
  return patchOf(
    change,
    { name: env, value, ...(entry?.valueFrom && { valueFrom: null }) },
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
  return patchOf(change, restored(change.env, entry, before), null);
}
