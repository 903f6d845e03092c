import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';

/** Of two views of one operation the later: nothing that has ended goes on. */
function later(known: Operation | undefined, seen: Operation): Operation {
  if (!known) return seen;
  if (hasEnded(known) && !hasEnded(seen)) return known;
  // The list may be older than what the stream has brought.
  return seen.steps.length < known.steps.length ? known : seen;
}

/** Newest first; an operation that is seen again takes its former place. */
export function mergeOperations(
  known: readonly Operation[],
  seen: readonly Operation[],
): Operation[] {
  const byId = new Map(known.map(operation => [operation.id, operation]));
  for (const operation of seen) {
    byId.set(operation.id, later(byId.get(operation.id), operation));
  }
  return [...byId.values()].sort((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
}

/** Those of which something changes every moment. */
export function isUnderWay({ status }: Operation): boolean {
  return status === 'pending' || status === 'running';
}
