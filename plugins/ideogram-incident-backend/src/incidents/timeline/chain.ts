import { randomUUID } from 'node:crypto';
import type { TimelineEntry } from 'backstage-plugin-ideogram-incident-common';
import { canonicalJson, sha256 } from '../../jobs';

/** The last entry of a timeline. */
export interface Head {
  sequence: number;
  hash: string;
}

/** Of a timeline without an entry. */
export const NO_ENTRY: Head = { sequence: 0, hash: '0'.repeat(64) };

type Drafted<E> = E extends TimelineEntry
  ? Pick<E, 'type' | 'data' | 'actor' | 'text' | 'corrects'> & {
      /** Left out, the moment at which it is recorded. */
      occurredAt?: string;
    }
  : never;

/** An entry before it has its place. */
export type EntryDraft = Drafted<TimelineEntry>;

/** Of an entry without its hash. */
export function hashOf(
  incidentId: string,
  { hash: _, ...entry }: Omit<TimelineEntry, 'hash'> & { hash?: string },
): string {
  return sha256(canonicalJson({ ...entry, incidentId }));
}

/** Gives entries their places behind the last one of a timeline. */
export function chained(
  incidentId: string,
  head: Head,
  drafts: readonly EntryDraft[],
  recordedAt: string,
): TimelineEntry[] {
  let last = head;
  return drafts.map(draft => {
    const linked = {
      id: randomUUID(),
      sequence: last.sequence + 1,
      occurredAt: recordedAt,
      recordedAt,
      ...draft,
      previousHash: last.hash,
    };
    // As it is read again: what is not set is not there.
    const entry = JSON.parse(canonicalJson(linked)) as typeof linked;
    last = { sequence: entry.sequence, hash: hashOf(incidentId, entry) };
    return { ...entry, hash: last.hash } as TimelineEntry;
  });
}
