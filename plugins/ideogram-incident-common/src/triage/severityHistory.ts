import { z } from 'zod';
import type { Onset } from './course';
import {
  outageSchema,
  severityLevelSchema,
  triageErrorClassSchema,
  type Outage,
  type Severity,
  type SeverityLevel,
  type Triage,
  type TriageErrorClass,
} from './triage';

type Level = Exclude<SeverityLevel, 'none'>;

const beginningSchema = z.object({
  at: z.iso.datetime(),
  /** False where it may have begun earlier. */
  isKnown: z.boolean(),
  from: z.enum(['metrics', 'looks']),
});

type Beginning = z.infer<typeof beginningSchema>;

/** @public */
export const severityHistorySchema = z.object({
  level: severityLevelSchema,
  errorClass: triageErrorClassSchema,
  lastSeenAt: z.iso.datetime(),
  since: z.partialRecord(z.enum(['P1', 'P2', 'P3', 'P4']), beginningSchema),
  outage: outageSchema.optional(),
});

/**
 * What is to be kept between two triages of a target: what the last one said,
 * since when each level that it implies holds, and the last time that users
 * were hit. Plain data.
 *
 * @public
 */
export type SeverityHistory = z.infer<typeof severityHistorySchema>;

/**
 * What one triage adds.
 *
 * @public
 */
export interface SeverityLook {
  level: SeverityLevel;
  errorClass: TriageErrorClass;
  /** ISO 8601, as all times are. */
  startedAt: string;
  at: string;
  /** When metrics, or the cluster, say that the level began. */
  onset?: Onset;
  /** What metrics say of the last outage. */
  outage?: Outage;
}

/** Users are hit at these levels, and only then is there an outage. */
const isSerious = (level: SeverityLevel): level is 'P1' | 'P2' =>
  level === 'P1' || level === 'P2';

/** What holds along with a level. A monitoring gap is a matter of its own. */
const IMPLIED: Record<SeverityLevel, readonly Level[]> = {
  P1: ['P1', 'P2', 'P3'],
  P2: ['P2', 'P3'],
  P3: ['P3'],
  P4: ['P4'],
  none: [],
};

const ms = (at: string) => Date.parse(at);

/**
 * The history after one more triage. Where nobody looked for longer than
 * `maxGapMs` it is not known what was in between, but a level that was seen
 * before and is seen after does not begin anew. What is older than the last
 * triage changes nothing: replicas may finish out of order.
 *
 * @public
 */
export function updateSeverityHistory(
  history: SeverityHistory | undefined,
  look: SeverityLook,
  maxGapMs: number,
): SeverityHistory {
  if (history && ms(look.at) < ms(history.lastSeenAt)) return history;
  const before =
    history && ms(look.startedAt) - ms(history.lastSeenAt) <= maxGapMs
      ? history
      : undefined;
  const { level } = look;
  const errorClass =
    look.errorClass === 'unknown' && before
      ? before.errorClass
      : look.errorClass;
  const isSame =
    before?.errorClass === errorClass || before?.errorClass === 'unknown';
  const since = before
    ? beginningsOf(look, before, isSame)
    : beginningsOf(look, undefined, false, beforeHole(history, look));
  const current = { level, errorClass, lastSeenAt: look.at, since };
  const outage = isSerious(level)
    ? runningOutage(level, current, isSame ? before : undefined)
    : outageInThePast(look, history, before !== undefined);
  return { ...current, ...(outage && { outage }) };
}

const REMEMBERED_MS = 24 * 3_600_000;

/** What was seen before nobody looked, where it is seen again. */
function beforeHole(
  history: SeverityHistory | undefined,
  { errorClass, startedAt }: SeverityLook,
): SeverityHistory['since'] {
  if (!history || ms(startedAt) - ms(history.lastSeenAt) > REMEMBERED_MS) {
    return {};
  }
  const isSame =
    history.errorClass === errorClass ||
    history.errorClass === 'unknown' ||
    errorClass === 'unknown';
  return isSame ? history.since : {};
}

/** @param seen - what held before a hole, and may have ended in it */
function beginningsOf(
  { level, at, onset }: SeverityLook,
  before: SeverityHistory | undefined,
  isSame: boolean,
  seen: SeverityHistory['since'] = {},
): SeverityHistory['since'] {
  const since: SeverityHistory['since'] = {};
  let implied: Beginning | undefined;
  for (const held of IMPLIED[level]) {
    const anew: Beginning = {
      at,
      isKnown: before !== undefined,
      from: 'looks',
    };
    let began = (isSame && before?.since[held]) || anew;
    const beforehand = seen[held];
    // Metrics that know when it began know what was in the hole.
    if (beforehand && !(held === level && onset?.isKnown)) {
      began = { at: beforehand.at, isKnown: false, from: 'looks' };
    }
    if (held === level && onset) began = withOnset(began, onset);
    // It holds at least as long as what implies it.
    if (implied && ms(implied.at) < ms(began.at)) began = implied;
    since[held] = began;
    implied = began;
  }
  return since;
}

/** Metrics know what looks may have missed, and looks what they can't tell. */
function withOnset(seen: Beginning, onset: Onset): Beginning {
  const { at, isKnown } = onset;
  const metrics: Beginning = { at, isKnown, from: 'metrics' };
  const earlierMs = ms(at) - ms(seen.at);
  if (!isKnown) {
    const isKept = seen.isKnown ? earlierMs >= -onset.withinMs : earlierMs >= 0;
    return isKept ? seen : metrics;
  }
  // The same moment; it does not wander with the grid of the series.
  if (seen.isKnown && Math.abs(earlierMs) <= onset.withinMs) return seen;
  return onset.isWhole || earlierMs <= 0 ? metrics : seen;
}

function runningOutage(
  level: Outage['level'],
  { errorClass, since, lastSeenAt }: SeverityHistory,
  before: SeverityHistory | undefined,
): Outage {
  const last = before && isSerious(before.level) ? before.outage : undefined;
  // The worst is over, and the rest goes on.
  if (last && last.level < level) {
    return { ...last, until: last.until ?? lastSeenAt };
  }
  return { level, errorClass, ...beganOf(since[level]), lastSeenAt };
}

function outageInThePast(
  look: SeverityLook,
  history: SeverityHistory | undefined,
  isUnbroken: boolean,
): Outage | undefined {
  const last = history?.outage;
  const hasJustEnded = isUnbroken && history && isSerious(history.level);
  const seen = last &&
    hasJustEnded && { ...last, until: last.until ?? look.at };
  return laterOutage(seen || last, look.outage);
}

const startOf = ({ since, seenSince, lastSeenAt }: Outage) =>
  ms(since ?? seenSince ?? lastSeenAt);

const overlap = (a: Outage, b: Outage) =>
  startOf(a) <= ms(b.until ?? b.lastSeenAt) &&
  startOf(b) <= ms(a.until ?? a.lastSeenAt);

/** Of one outage that both know, what either knows; else the later one. */
function laterOutage(
  seen: Outage | undefined,
  metrics: Outage | undefined,
): Outage | undefined {
  if (!seen || !metrics) return seen ?? metrics;
  if (!overlap(seen, metrics)) {
    return ms(metrics.lastSeenAt) > ms(seen.lastSeenAt) ? metrics : seen;
  }
  if (seen.level !== metrics.level) {
    return seen.level < metrics.level ? seen : metrics;
  }
  const { since: _, seenSince: __, until: ___, ...rest } = seen;
  const since = seen.since ?? metrics.since;
  const until = seen.until ?? metrics.until;
  return {
    ...rest,
    ...(since
      ? { since }
      : { seenSince: earlier(seen.seenSince, metrics.seenSince) }),
    ...(until && { until }),
  };
}

function earlier(a: string | undefined, b: string | undefined) {
  if (!a || !b) return a ?? b;
  return ms(a) < ms(b) ? a : b;
}

function beganOf(
  began: Beginning | undefined,
): Pick<Severity, 'since' | 'seenSince'> {
  if (!began) return {};
  return began.isKnown ? { since: began.at } : { seenSince: began.at };
}

/**
 * Since when the last look's level holds, and how that is known.
 *
 * @public
 */
export function sinceOf({
  level,
  since,
}: Pick<SeverityHistory, 'level' | 'since'>): Pick<
  Severity,
  'since' | 'sinceFrom' | 'seenSince'
> {
  const began = level === 'none' ? undefined : since[level];
  return {
    ...beganOf(began),
    ...(began?.isKnown && { sinceFrom: began.from }),
  };
}

/**
 * The last time that users were hit, where they are not now.
 *
 * @public
 */
export function lastOutageOf({
  level,
  outage,
  lastSeenAt,
}: SeverityHistory): Triage['lastOutage'] {
  if (!outage || isSerious(level)) return undefined;
  const ended = ms(outage.until ?? outage.lastSeenAt);
  return ms(lastSeenAt) - ended <= REMEMBERED_MS ? outage : undefined;
}
