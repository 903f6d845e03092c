import type { V1ObjectMeta } from '@kubernetes/client-node';

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
