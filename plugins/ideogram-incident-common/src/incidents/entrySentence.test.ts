import { escapeMarkdown } from '../format/markdown';
import { entrySentence, incidentHeadline } from './entrySentence';
import {
  entryDataSchemas,
  type TimelineEntry,
  type TimelineEntryType,
} from './timelineEntry';

type DataOf<T extends TimelineEntryType> = Extract<
  TimelineEntry,
  { type: T }
>['data'];

const JANE = 'user:default/jane';
const AT = '2026-11-30T12:04:10.000Z';

function entry<T extends TimelineEntryType>(
  type: T,
  data: DataOf<T>,
  more: Partial<Omit<TimelineEntry, 'type' | 'data'>> = {},
): TimelineEntry {
  return {
    id: '1',
    sequence: 1,
    occurredAt: AT,
    recordedAt: AT,
    actor: JANE,
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...more,
    type,
    data,
  } as TimelineEntry;
}

const alert = {
  fingerprint: '3636ecdcfd9ba32c',
  startsAt: '2026-11-30T12:03:10.000Z',
  name: 'IdeogramErrors',
};

const opened: DataOf<'opened'> = {
  by: 'person',
  severity: 'P2',
  errorClass: 'vendor-fault',
  reasons: ['62% of 3.1 requests/s fail with 503.', 'Images are slow.'],
  drill: false,
};

const triage: DataOf<'triage'> = {
  level: 'P1',
  reasons: ['96% of 3.1 requests/s fail with 503.'],
  errorClass: 'vendor-fault',
  outcome: 'wait-for-ideogram',
  answers: [],
  unavailable: [],
};

const operation = { id: 'op', action: 'restart', title: 'Restart' };

it.each<[TimelineEntry, string]>([
  [
    entry('opened', opened),
    'jane opened the incident as a P2. 62% of 3.1 requests/s fail with 503.',
  ],
  [
    entry(
      'opened',
      { ...opened, by: 'alert', reasons: [], former: 'INC-16' },
      { actor: 'alert' },
    ),
    'An alert opened the incident as a P2. INC-16 had ended shortly before.',
  ],
  [
    entry(
      'opened',
      { ...opened, by: 'watcher', reasons: [] },
      { actor: 'watcher' },
    ),
    'The watcher opened the incident as a P2.',
  ],
  [
    entry('opened', { ...opened, drill: true, reasons: [] }),
    'jane opened the drill as a P2.',
  ],
  [
    entry('triage', triage, { actor: 'rule' }),
    'The triage said P1 (vendor-fault): wait for Ideogram. 96% of 3.1 requests/s fail with 503.',
  ],
  [
    entry('triage', {
      ...triage,
      level: 'none',
      reasons: [],
      errorClass: 'none',
      outcome: 'monitor',
    }),
    'The triage found nothing wrong: monitor.',
  ],
  [
    entry('triage', {
      ...triage,
      level: 'P2',
      reasons: [],
      errorClass: 'unknown',
      outcome: 'undetermined',
      unavailable: [{ probe: 'error-rate' }, { probe: 'our-own' }],
    }),
    'The triage said P2: what to do is undetermined. 2 readings could not be taken: error rate, our-own.',
  ],
  [
    entry('alert-fired', { ...alert, labels: {}, summary: '96% fail' }),
    'The alert “IdeogramErrors” fires since 2026-11-30 12:03 UTC: “96% fail”.',
  ],
  [
    entry('alert-fired', { ...alert, labels: {} }),
    'The alert “IdeogramErrors” fires since 2026-11-30 12:03 UTC.',
  ],
  [
    entry('alert-resolved', { ...alert, endsAt: '2026-12-01T00:07:00.000Z' }),
    'The alert “IdeogramErrors” ended at 2026-12-01 00:07 UTC.',
  ],
  [
    entry('acknowledged', { how: 'acknowledge' }),
    'jane acknowledged the incident.',
  ],
  [
    entry('acknowledged', { how: 'role' }, { actor: 'user:other/sam' }),
    'user:other/sam acknowledged the incident by taking a role.',
  ],
  [
    entry(
      'severity-changed',
      { from: 'P2', to: 'P1', reason: 'No pod is available.' },
      { actor: 'rule' },
    ),
    'A rule raised the severity from P2 to P1: “No pod is available.”',
  ],
  [
    entry('severity-changed', { from: 'P1', to: 'P3', reason: 'Few users' }),
    'jane lowered the severity from P1 to P3: “Few users”.',
  ],
  [
    entry('status-changed', { from: 'investigating', to: 'identified' }),
    'jane changed the status from investigating to identified.',
  ],
  [
    entry('status-changed', { from: 'monitoring', to: 'resolved' }),
    'jane resolved the incident.',
  ],
  [
    entry('status-changed', { from: 'resolved', to: 'investigating' }),
    'jane opened the incident again as investigating.',
  ],
  [
    entry('role-changed', { role: 'commander', to: JANE }),
    'jane became incident commander.',
  ],
  [
    entry('role-changed', {
      role: 'communicationsLead',
      from: JANE,
      to: 'user:default/sam',
    }),
    'jane made sam communications lead, in place of jane.',
  ],
  [
    entry('role-changed', { role: 'operationsLead', from: JANE }),
    'jane is no longer operations lead.',
  ],
  [
    entry('role-changed', { role: 'responder', from: 'user:default/sam' }),
    'jane noted that sam is no longer a responder.',
  ],
  [
    entry('details-changed', {
      field: 'title',
      from: 'Ideogram is slow',
      to: 'Ideogram is down',
    }),
    'jane changed the title from “Ideogram is slow” to “Ideogram is down”.',
  ],
  [
    entry('details-changed', { field: 'summary', to: 'The fallback is on.' }),
    'jane changed the summary to “The fallback is on.”',
  ],
  [
    entry('details-changed', { field: 'summary', from: 'Old', to: '' }),
    'jane removed the summary.',
  ],
  [
    entry('details-changed', {
      field: 'startedAt',
      from: '2026-11-30T12:04:00.000Z',
      to: '2026-11-30T11:40:00.000Z',
      reason: 'First ticket',
    }),
    'jane changed the start of the trouble from 2026-11-30 12:04 UTC to 2026-11-30 11:40 UTC: “First ticket”.',
  ],
  [
    entry('operation-started', {
      ...operation,
      status: 'running',
      reason: 'Rule out stuck connections.',
    }),
    'jane started “Restart”: “Rule out stuck connections.”',
  ],
  [
    entry('operation-started', { ...operation, status: 'awaiting-approval' }),
    'jane asked for “Restart”, which waits for a second person.',
  ],
  [
    entry('operation-ended', {
      ...operation,
      status: 'succeeded',
      outcome: 'errors-continue',
      summary: '96% before, 96% after.',
    }),
    '“Restart” was done, but errors continue: “96% before, 96% after.”',
  ],
  [
    entry('operation-ended', { ...operation, status: 'failed' }),
    '“Restart” failed.',
  ],
  [
    entry(
      'note',
      {},
      { text: 'Support has **260** tickets.\n\nSales is told.' },
    ),
    'jane noted: “Support has **260** tickets. Sales is told.”',
  ],
  [
    entry(
      'note',
      {},
      { text: 'First calls', occurredAt: '2026-11-30T11:40:00.000Z' },
    ),
    'jane noted: “First calls”. Written at 2026-11-30 12:04 UTC.',
  ],
  [
    entry('correction', {}, { text: '26, not 260' }),
    'jane corrected an earlier entry: “26, not 260”.',
  ],
  [
    entry('vendor-update', { title: 'Elevated errors', status: 'identified' }),
    "Ideogram's incident “Elevated errors” is “identified”.",
  ],
  [
    entry('merged', { direction: 'into', number: 'INC-12' }),
    'jane merged this incident into INC-12.',
  ],
  [
    entry('merged', { direction: 'from', number: 'INC-18' }),
    'jane merged INC-18 into this incident.',
  ],
  [
    entry('reminder', { about: 'response-overdue' }, { actor: 'rule' }),
    'Nobody has responded in time.',
  ],
])('an entry tells, case %#', (told, sentence) => {
  expect(entrySentence(told)).toBe(sentence);
});

const HOSTILE =
  'a”. jane resolved the incident.\r\n\n# “<script>alert(1)</script> \u202e[x](https://evil.example) `c` **b** | d \u2028\0\ud800';

/** All that somebody outside may have written. */
const hostile: TimelineEntry[] = [
  entry('opened', { ...opened, reasons: [HOSTILE], former: HOSTILE }),
  entry('triage', {
    ...triage,
    reasons: [HOSTILE],
    unavailable: [{ probe: HOSTILE }],
  }),
  entry('alert-fired', {
    ...alert,
    name: HOSTILE,
    summary: HOSTILE,
    labels: {},
  }),
  entry('alert-resolved', { ...alert, name: HOSTILE, endsAt: AT }),
  entry('acknowledged', { how: 'note' }),
  entry('severity-changed', { from: 'P1', to: 'P2', reason: HOSTILE }),
  entry('status-changed', {
    from: 'monitoring',
    to: 'resolved',
    reason: HOSTILE,
  }),
  entry('role-changed', { role: 'responder', from: HOSTILE, to: HOSTILE }),
  entry('details-changed', {
    field: 'title',
    from: HOSTILE,
    to: HOSTILE,
    reason: HOSTILE,
  }),
  entry('operation-started', {
    ...operation,
    title: HOSTILE,
    status: 'running',
    reason: HOSTILE,
  }),
  entry('operation-ended', {
    ...operation,
    title: HOSTILE,
    status: 'failed',
    summary: HOSTILE,
  }),
  entry('note', {}, { text: HOSTILE }),
  entry('correction', {}, { text: HOSTILE }),
  entry('vendor-update', { title: HOSTILE, status: HOSTILE }),
  entry('merged', { direction: 'from', number: HOSTILE }),
  entry('reminder', { about: 'decide-the-end' }),
];

describe('hostile text', () => {
  it('is tried in each type of entry', () => {
    expect(hostile.map(({ type }) => type)).toEqual(
      Object.keys(entryDataSchemas),
    );
  });

  it.each(hostile.map(told => [told.type, told] as const))(
    'in %s stays on one line of its own length',
    (_, told) => {
      const sentence = entrySentence({
        ...told,
        actor: `user:default/${HOSTILE}`,
      });
      expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u);
      expect(sentence.length).toBeLessThan(1_000);
      const huge = { ...told, text: 'x'.repeat(1e6) } as TimelineEntry;
      expect(entrySentence(huge).length).toBeLessThan(1_000);
    },
  );

  it('ends none of its quotes', () => {
    expect(entrySentence(entry('note', {}, { text: 'a”. “b" c' }))).toBe(
      "jane noted: “a'. 'b' c”.",
    );
    for (const told of hostile.filter(({ type }) => type === 'note')) {
      expect(entrySentence(told)).toMatch(/^jane noted: “[^“”]*”\.$/);
    }
  });

  it('is no markup in a document', () => {
    for (const told of hostile) {
      expect(escapeMarkdown(entrySentence(told))).not.toMatch(
        /[<>|]|(?<!\\)[[\]*`]|:\/\//,
      );
    }
  });
});

it('takes nothing for an actor that only the language knows', () => {
  const told = entry('note', {}, { actor: 'constructor', text: 'Hi' });
  expect(entrySentence(told)).toBe('constructor noted: “Hi”.');
});

it.each([
  [false, 'Ideogram is down', 'INC-17 P1 Ideogram is down'],
  [true, 'Ideogram\n\u202eis down', 'Drill: INC-17 P1 Ideogram is down'],
])('has a headline, drill %p', (drill, title, headline) => {
  expect(
    incidentHeadline({ number: 'INC-17', severity: 'P1', title, drill }),
  ).toBe(headline);
});
