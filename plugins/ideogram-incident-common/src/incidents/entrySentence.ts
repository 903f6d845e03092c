import { personName } from '../format/person';
import { oneLine } from '../format/text';
import { formatCount } from '../format/quantity';
import { formatUtc } from '../format/time';
import type { OperationStatus } from '../remediation/operation';
import { probeTitle } from '../triage/describeReading';
import type { Outcome } from '../triage/triage';
import type { Incident } from './incident';
import { isWorse } from './level';
import type { TimelineEntry, TimelineEntryType } from './timelineEntry';

const MAX_NAME = 100;
const MAX_TEXT = 300;

type EntryOf<T extends TimelineEntryType> = Extract<TimelineEntry, { type: T }>;

/** What somebody wrote, in marks that nothing in it can end. */
const quoted = (text: string, maxLength = MAX_TEXT) =>
  `“${oneLine(text, maxLength).replace(/[“”„‟"]/g, "'")}”`;

/** A whole sentence, with what somebody wrote at its end, or without. */
function ended(sentence: string, said?: string): string {
  const isSaid = said !== undefined && oneLine(said) !== '';
  const whole = isSaid ? `${sentence}: ${quoted(said)}` : sentence;
  return /[.!?…]”?$/.test(whole) ? whole : `${whole}.`;
}

/** A reason is a sentence of the rules, with what the world said in it. */
const after = (sentence: string, [reason]: readonly string[]) =>
  reason ? `${sentence} ${oneLine(reason, MAX_TEXT)}` : sentence;

const person = (entityRef: string) => oneLine(personName(entityRef), MAX_NAME);

const ACTORS: Record<string, string> = {
  rule: 'A rule',
  alert: 'An alert',
  watcher: 'The watcher',
};

const actorOf = ({ actor }: { actor: string }) =>
  Object.hasOwn(ACTORS, actor) ? ACTORS[actor] : person(actor);

const OUTCOMES: Record<Outcome, string> = {
  'wait-for-ideogram': 'wait for Ideogram',
  'fix-our-integration': 'fix our integration',
  'fix-our-infrastructure': 'fix our infrastructure',
  monitor: 'monitor',
  undetermined: 'what to do is undetermined',
};

function triageSentence({ data }: EntryOf<'triage'>): string {
  const { level, errorClass, outcome, reasons, unavailable } = data;
  const judged = level === 'none' ? 'found nothing wrong' : `said ${level}`;
  const isClassed = errorClass !== 'none' && errorClass !== 'unknown';
  const sentence = after(
    `The triage ${judged}${isClassed ? ` (${errorClass})` : ''}: ${
      OUTCOMES[outcome]
    }.`,
    reasons,
  );
  if (unavailable.length === 0) return sentence;
  const probes = unavailable.map(({ probe }) => probeTitle(probe));
  return `${sentence} ${formatCount(
    probes.length,
    'reading',
  )} could not be taken: ${oneLine(probes.join(', '), MAX_TEXT)}.`;
}

const ACKNOWLEDGED: Record<EntryOf<'acknowledged'>['data']['how'], string> = {
  acknowledge: '',
  role: ' by taking a role',
  note: ' by a note',
  operation: ' by an operation',
  change: ' by a change',
};

function statusSentence(entry: EntryOf<'status-changed'>): string {
  const { from, to, reason } = entry.data;
  let changed = `changed the status from ${from} to ${to}`;
  if (from === 'resolved') changed = `opened the incident again as ${to}`;
  if (to === 'resolved') changed = 'resolved the incident';
  return ended(`${actorOf(entry)} ${changed}`, reason);
}

const ROLES: Record<EntryOf<'role-changed'>['data']['role'], string> = {
  commander: 'incident commander',
  communicationsLead: 'communications lead',
  operationsLead: 'operations lead',
  responder: 'a responder',
};

function roleSentence(entry: EntryOf<'role-changed'>): string {
  const { role, from, to } = entry.data;
  const actor = actorOf(entry);
  const title = ROLES[role];
  if (to === undefined) {
    return from === undefined || from === entry.actor
      ? `${actor} is no longer ${title}.`
      : `${actor} noted that ${person(from)} is no longer ${title}.`;
  }
  const instead = from === undefined ? '' : `, in place of ${person(from)}`;
  return to === entry.actor
    ? `${actor} became ${title}${instead}.`
    : `${actor} made ${person(to)} ${title}${instead}.`;
}

const FIELDS: Record<EntryOf<'details-changed'>['data']['field'], string> = {
  title: 'title',
  summary: 'summary',
  errorClass: 'error class',
  startedAt: 'start of the trouble',
};

function detailsSentence(entry: EntryOf<'details-changed'>): string {
  const { field, from, to, reason } = entry.data;
  const value = (text: string) =>
    field === 'startedAt' ? formatUtc(oneLine(text)) : quoted(text, MAX_NAME);
  const changed = from
    ? `from ${value(from)} to ${value(to)}`
    : `to ${value(to)}`;
  const sentence = to
    ? `${actorOf(entry)} changed the ${FIELDS[field]} ${changed}`
    : `${actorOf(entry)} removed the ${FIELDS[field]}`;
  return ended(sentence, reason);
}

function startedSentence(entry: EntryOf<'operation-started'>): string {
  const { title, reason, status } = entry.data;
  const started =
    status === 'awaiting-approval'
      ? `asked for ${quoted(title, MAX_NAME)}, which waits for a second person`
      : `started ${quoted(title, MAX_NAME)}`;
  return ended(`${actorOf(entry)} ${started}`, reason);
}

const ENDED: Record<OperationStatus, string> = {
  'awaiting-approval': 'waits for a second person',
  pending: 'waits',
  running: 'runs',
  succeeded: 'was done',
  failed: 'failed',
  rejected: 'was rejected',
  withdrawn: 'was withdrawn',
  expired: 'expired',
  stopped: 'was stopped',
};

const SUCCEEDED: Record<
  NonNullable<EntryOf<'operation-ended'>['data']['outcome']>,
  string
> = {
  verified: 'was done and verified',
  'errors-continue': 'was done, but errors continue',
  unverified: 'was done, and nobody could see whether it helped',
  'key-refused': 'was done: Ideogram refuses the key',
};

function endedSentence({ data }: EntryOf<'operation-ended'>): string {
  const { title, status, outcome, summary } = data;
  const how =
    status === 'succeeded' && outcome ? SUCCEEDED[outcome] : ENDED[status];
  return ended(`${quoted(title, MAX_NAME)} ${how}`, summary);
}

const REMINDERS: Record<EntryOf<'reminder'>['data']['about'], string> = {
  'response-nearly-due': 'Somebody has to respond soon.',
  'response-overdue': 'Nobody has responded in time.',
  'decide-the-end':
    'The trouble seems to be over: somebody has to decide whether it is resolved.',
};

const SENTENCES: {
  [T in TimelineEntryType]: (entry: EntryOf<T>) => string;
} = {
  opened: entry => {
    const { drill, severity, reasons, former } = entry.data;
    const sentence = after(
      `${actorOf(entry)} opened the ${
        drill ? 'drill' : 'incident'
      } as a ${severity}.`,
      reasons,
    );
    return former
      ? `${sentence} ${oneLine(former)} had ended shortly before.`
      : sentence;
  },
  triage: triageSentence,
  'alert-fired': ({ data: { name, startsAt, summary } }) =>
    ended(
      `The alert ${quoted(name, MAX_NAME)} fires since ${formatUtc(startsAt)}`,
      summary,
    ),
  'alert-resolved': ({ data }) =>
    `The alert ${quoted(data.name, MAX_NAME)} ended at ${formatUtc(
      data.endsAt,
    )}.`,
  acknowledged: entry =>
    `${actorOf(entry)} acknowledged the incident${
      ACKNOWLEDGED[entry.data.how]
    }.`,
  'severity-changed': entry => {
    const { from, to, reason } = entry.data;
    const changed = isWorse(to, from) ? 'raised' : 'lowered';
    return ended(
      `${actorOf(entry)} ${changed} the severity from ${from} to ${to}`,
      reason,
    );
  },
  'status-changed': statusSentence,
  'role-changed': roleSentence,
  'details-changed': detailsSentence,
  'operation-started': startedSentence,
  'operation-ended': endedSentence,
  note: entry => ended(`${actorOf(entry)} noted`, entry.text),
  correction: entry =>
    ended(`${actorOf(entry)} corrected an earlier entry`, entry.text),
  'vendor-update': ({ data: { title, status } }) =>
    ended(
      `Ideogram's incident ${quoted(title, MAX_NAME)} is ${quoted(
        status,
        MAX_NAME,
      )}`,
    ),
  merged: entry => {
    const other = oneLine(entry.data.number);
    return entry.data.direction === 'into'
      ? `${actorOf(entry)} merged this incident into ${other}.`
      : `${actorOf(entry)} merged ${other} into this incident.`;
  },
  reminder: ({ data }) => REMINDERS[data.about],
};

/** More than it takes to write something down. */
const BACK_DATED_MS = 60_000;

function backDated({ type, occurredAt, recordedAt }: TimelineEntry): string {
  const isNote = type === 'note' || type === 'correction';
  const behind = Date.parse(recordedAt) - Date.parse(occurredAt);
  return isNote && behind > BACK_DATED_MS
    ? ` Written at ${formatUtc(recordedAt)}.`
    : '';
}

/**
 * What an entry of a timeline tells, in plain text and on one line, without
 * its own time: for notifications, evidence, postmortems and copies. Whatever
 * stands in the entry, it stays a part of the sentence; in a document, give it
 * to `escapeMarkdown` as a whole.
 *
 * @public
 */
export function entrySentence(entry: TimelineEntry): string {
  const sentenceOf = SENTENCES[entry.type] as (of: TimelineEntry) => string;
  return `${sentenceOf(entry)}${backDated(entry)}`;
}

/**
 * What people say of an incident: `INC-17 P1 Ideogram is down`.
 *
 * @public
 */
export function incidentHeadline({
  number,
  severity,
  title,
  drill,
}: Pick<Incident, 'number' | 'severity' | 'title' | 'drill'>): string {
  return `${drill ? 'Drill: ' : ''}${number} ${severity} ${oneLine(
    title,
    200,
  )}`;
}
