import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import type { RequestFailure } from '../../../api/requestFailure';
import { pollEvery } from './pollEvery';
import { usePolled } from './usePolled';

/** An incident with its timeline, as they were last seen. */
export interface Story {
  incident?: Incident;
  /** Those that were read, in the order of their sequence. */
  entries: readonly TimelineEntry[];
  /** The newest on record; 0 until it is known. */
  newest: number;
  /** Why the last question was not answered. */
  failure?: RequestFailure;
  refresh(): void;
  /** Takes in the incident as a change answered it. */
  put(incident: Incident): void;
  /** Whether there are earlier entries than those that were read. */
  hasEarlier: boolean;
  readEarlier(): Promise<void>;
}

/** Entries never change, so that one that was read once stays. */
function merged(
  known: readonly TimelineEntry[],
  read: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const sequences = new Set(known.map(({ sequence }) => sequence));
  const added = read.filter(({ sequence }) => !sequences.has(sequence));
  return added.length === 0
    ? known
    : [...known, ...added].sort((a, b) => a.sequence - b.sequence);
}

/** The first of those that follow each other without a gap up to the newest. */
export function firstWithoutGap(
  entries: readonly Pick<TimelineEntry, 'sequence'>[],
): number {
  let first = entries.at(-1)?.sequence ?? 0;
  for (const { sequence } of [...entries].reverse()) {
    if (sequence < first - 1) break;
    first = sequence;
  }
  return first;
}

/**
 * Follows an incident and its timeline.
 *
 * @param id - or its number
 */
export function useStory(id: string): Story {
  const api = useApi(ideogramIncidentApiRef);
  const [read, setRead] = useState<{
    of: string;
    entries: readonly TimelineEntry[];
  }>({ of: id, entries: [] });
  const entries = useMemo(
    () => (read.of === id ? read.entries : []),
    [read, id],
  );
  const take = useCallback(
    (more: readonly TimelineEntry[]) =>
      setRead(last => ({
        of: id,
        entries: merged(last.of === id ? last.entries : [], more),
      })),
    [id],
  );

  const last = useRef<{ of: string; sequence: number; incident: Incident }>();
  const ask = useCallback(async () => {
    const params = { id };
    const timeline = await api.call('timeline', {
      params,
      query: { order: 'desc' },
    });
    take(timeline.entries);
    const { sequence } = timeline.head;
    const known = last.current;
    // Whatever changes an incident stands on its timeline.
    const incident =
      known?.of === id && known.sequence === sequence
        ? known.incident
        : await api.call('incident', { params });
    last.current = { of: id, sequence, incident };
    return { incident, newest: sequence };
  }, [api, id, take]);
  const {
    answer,
    failure,
    refresh,
    put: putAnswer,
  } = usePolled(ask, seen => pollEvery(seen ? [seen.incident] : []));

  const put = useCallback(
    (incident: Incident) => {
      last.current = undefined;
      putAnswer({ incident, newest: answer?.newest ?? 0 });
      refresh();
    },
    [putAnswer, answer, refresh],
  );
  useEffect(() => {
    last.current = undefined;
  }, [id]);

  const first = firstWithoutGap(entries);
  const readEarlier = useCallback(async () => {
    const query = { order: 'desc', cursor: String(first) } as const;
    take((await api.call('timeline', { params: { id }, query })).entries);
  }, [api, id, first, take]);

  return {
    incident: answer?.incident,
    entries,
    newest: answer?.newest ?? 0,
    failure,
    refresh,
    put,
    hasEarlier: first > 1,
    readEarlier,
  };
}
