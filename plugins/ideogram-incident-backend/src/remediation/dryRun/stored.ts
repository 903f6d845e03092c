import { OPERATION_ANNOTATION } from '../markers';
import { plain } from '../patches';

/** What the cluster keeps for itself, and changes with every write. */
const BOOKKEEPING = [
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
  'selfLink',
];

type JsonObject = Record<string, unknown>;

function without(object: unknown, names: readonly string[]): JsonObject {
  const entries = Object.entries((object ?? {}) as JsonObject);
  return Object.fromEntries(entries.filter(([name]) => !names.includes(name)));
}

/** An object as a person thinks of it: what somebody wrote. */
export function stored(object: object): JsonObject {
  const { status, metadata, ...rest } = plain(object) as JsonObject;
  const { annotations, ...others } = without(metadata, BOOKKEEPING);
  const kept = without(annotations, [OPERATION_ANNOTATION]);
  return {
    ...rest,
    metadata: {
      ...others,
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
  };
}
