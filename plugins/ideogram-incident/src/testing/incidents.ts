import type {
  Incident,
  TimelineEntry,
  TimelineEntryType,
} from 'backstage-plugin-ideogram-incident-common';

const minutesAfter = (at: string, minutes: number) =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** An incident that was opened a moment ago, with what differs. */
export function incident(differs: Partial<Incident> = {}): Incident {
  const openedAt = differs.openedAt ?? new Date().toISOString();
  return {
    id: '00000000-0000-4000-8000-000000000017',
    number: 'INC-17',
    title: 'Production: Ideogram is down',
    entityRefs: ['component:default/ideogram-integration'],
    target: 'production',
    status: 'investigating',
    severity: 'P1',
    errorClass: 'vendor-fault',
    openedBy: 'alert',
    startedAt: minutesAfter(openedAt, -2),
    openedAt,
    respondBy: minutesAfter(openedAt, 15),
    roles: { responders: [] },
    drill: false,
    alerts: { firing: 1, truncated: false },
    version: 1,
    ...differs,
  };
}

/** An entry of a timeline; its sequence is its number. */
export function entry<T extends TimelineEntryType>(
  sequence: number,
  type: T,
  data: Extract<TimelineEntry, { type: T }>['data'],
  differs: Partial<Omit<TimelineEntry, 'type' | 'data'>> = {},
): TimelineEntry {
  const recordedAt = differs.recordedAt ?? new Date().toISOString();
  return {
    id: `00000000-0000-4000-8000-0000000001${String(sequence).padStart(
      2,
      '0',
    )}`,
    sequence,
    occurredAt: recordedAt,
    recordedAt,
    actor: 'user:default/jane',
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...differs,
    type,
    data,
  } as TimelineEntry;
}
