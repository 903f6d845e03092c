import type { Metrics } from '../contract/metrics';
import type { TargetDescription } from '../target/target';
import { brokenRolloutOf, deadPodsOf } from './deadPods';
import { dominantErrorClass } from './errorClassOf';
import { errorRateStatus } from './errorRateStatus';
import type { ReadingStatus } from './probes/probe';
import { readingOf, type Reading } from './reading';
import type { Outage, SeverityLevel, Triage, TriageErrorClass } from './triage';

/**
 * What the metrics of a target said at one moment.
 *
 * @public
 */
export interface Moment {
  /** Milliseconds since the epoch. */
  at: number;
  errorRate: ReadingStatus;
  latency: ReadingStatus;
  errorClass: TriageErrorClass;
}

/**
 * The course of a target, judged moment by moment as its readings are.
 *
 * @public
 */
export function momentsOf(
  metrics: Pick<
    Metrics,
    'requests' | 'errorsByType' | 'errorRatio' | 'latencyP95'
  >,
  thresholds: TargetDescription['thresholds'],
): Moment[] {
  return metrics.requests.map(([seconds, requests], index) => {
    const errors = metrics.errorsByType.map(({ errorClass, points }) => ({
      errorClass,
      perSecond: points[index]?.[1] ?? 0,
    }));
    const rateLimited = errors.filter(
      ({ errorClass }) => errorClass === 'rate-limited',
    );
    const errorRatio = metrics.errorRatio[index]?.[1] ?? undefined;
    // Requests without a share of errors: those could not be read.
    const isKnown = requests === 0 || errorRatio !== undefined;
    const errorRate = errorRateStatus({
      errors,
      errorRatio,
      threshold: thresholds.errorRatio,
      requestsPerSecond: isKnown ? requests ?? undefined : undefined,
      rateLimitedPerMinute:
        60 * rateLimited.reduce((sum, { perSecond }) => sum + perSecond, 0),
      rateLimitedThreshold: thresholds.rateLimitedPerMinute,
    });
    return {
      at: seconds * 1000,
      errorRate,
      latency: latencyStatus(
        metrics.latencyP95[index]?.[1] ?? undefined,
        requests,
        thresholds.latencyP95Seconds,
      ),
      errorClass:
        errorRate === 'unknown' ? 'unknown' : dominantErrorClass(errors),
    };
  });
}

function latencyStatus(
  p95: number | undefined,
  requests: number | null,
  threshold: number,
): ReadingStatus {
  if (p95 === undefined) return requests === 0 ? 'ok' : 'unknown';
  return p95 >= threshold ? 'degraded' : 'ok';
}

const isBad = (status: ReadingStatus | undefined) =>
  status === 'degraded' || status === 'failing';

const isSameClass = (a: TriageErrorClass, b: TriageErrorClass) =>
  a === b || a === 'unknown' || b === 'unknown';

const statusOf = (
  readings: readonly Reading[],
  probe: 'error-rate' | 'latency' | 'integration-health' | 'workload',
) => readingOf(readings, probe)?.status;

/**
 * When something began, as far as that is known.
 *
 * @public
 */
export interface Onset {
  /** ISO 8601. */
  at: string;
  /** False where it may have begun earlier. */
  isKnown: boolean;
  /** How far the time may be from the true one. */
  withinMs: number;
  /** True where the level rests on nothing that metrics can't tell. */
  isWhole: boolean;
}

/**
 * When metrics or readings say that what the level of a triage rests on began,
 * without a break until now; undefined where neither can tell.
 *
 * @param moments - in the order of time, at the same distance
 * @public
 */
export function onsetOf(
  moments: readonly Moment[],
  triage: Pick<Triage, 'readings' | 'errorClass' | 'finishedAt'> & {
    severity: { level: SeverityLevel };
  },
): Onset | undefined {
  const measured = onsetInMetrics(moments, triage);
  const rollout = onsetOfRollout(triage);
  if (!measured || !rollout) return measured ?? rollout;
  return measured.isKnown && measured.at < rollout.at ? measured : rollout;
}

function onsetInMetrics(
  moments: readonly Moment[],
  triage: Parameters<typeof onsetOf>[1],
): Onset | undefined {
  const holds = conditionOf(triage);
  const last = moments[moments.length - 1];
  if (!holds || !last || holds(last) === undefined) return undefined;
  let first = moments.length;
  while (first > 0 && holds(moments[first - 1])) first -= 1;
  const began = moments[first]?.at ?? Date.parse(triage.finishedAt);
  return {
    at: new Date(began).toISOString(),
    isKnown: first > 0 && holds(moments[first - 1]) === false,
    withinMs: moments.length > 1 ? moments[1].at - moments[0].at : 0,
    isWhole: !(['integration-health', 'workload'] as const).some(probe =>
      isBad(statusOf(triage.readings, probe)),
    ),
  };
}

/** A rollout's pods may start so much before the last of them is made. */
const ROLLOUT_MS = 15_000;

/**
 * When what a level rests on began, by what the readings themselves know: no
 * pod is there since a rollout. Undefined where they don't.
 */
function onsetOfRollout({
  readings,
  severity,
}: Parameters<typeof onsetOf>[1]): Onset | undefined {
  const rollout = brokenRolloutOf(readings);
  return severity.level === 'P1' && deadPodsOf(readings) && rollout
    ? {
        at: rollout.startedAt,
        isKnown: true,
        withinMs: ROLLOUT_MS,
        isWhole: false,
      }
    : undefined;
}

/** What has to hold at a moment; undefined is not known. */
function conditionOf({
  readings,
  errorClass,
  severity,
}: Parameters<typeof onsetOf>[1]):
  | ((moment: Moment) => boolean | undefined)
  | undefined {
  const byErrors = statusOf(readings, 'error-rate');
  const isSlow = isBad(statusOf(readings, 'latency'));
  const ofClass = (moment: Moment) =>
    isSameClass(moment.errorClass, errorClass);
  if (severity.level === 'P1' && byErrors === 'failing') {
    return moment =>
      moment.errorRate === 'unknown'
        ? undefined
        : moment.errorRate === 'failing' && ofClass(moment);
  }
  const hasErrors = isBad(byErrors);
  if (severity.level !== 'P2' || !(hasErrors || isSlow)) return undefined;
  return moment => {
    const asked = [
      ...(hasErrors ? [moment.errorRate] : []),
      ...(isSlow ? [moment.latency] : []),
    ];
    if (asked.some(isBad)) return ofClass(moment);
    return asked.includes('unknown') ? undefined : false;
  };
}

/** The level that a moment would have by itself; undefined is not known. */
function levelAt({ errorRate, latency }: Moment): SeverityLevel | undefined {
  if (errorRate === 'failing') return 'P1';
  if (isBad(errorRate) || isBad(latency)) return 'P2';
  return errorRate === 'unknown' ? undefined : 'none';
}

/**
 * The last time that metrics said that users were hit, at its worst, given
 * that they are not now.
 *
 * @param moments - in the order of time
 * @param now - ISO 8601
 * @public
 */
export function lastOutageIn(
  moments: readonly Moment[],
  now: string,
): Outage | undefined {
  const levels = moments.map(levelAt);
  const isSerious = (index: number) =>
    levels[index] === 'P1' || levels[index] === 'P2';
  let end = moments.length - 1;
  while (end >= 0 && !isSerious(end)) end -= 1;
  if (end < 0) return undefined;
  const { errorClass } = moments[end];
  let worst = end;
  for (
    let index = end;
    isSerious(index) && isSameClass(moments[index].errorClass, errorClass);
    index -= 1
  ) {
    if (levels[index] === 'P1' && levels[worst] !== 'P1') worst = index;
  }
  let start = worst;
  while (
    levels[start - 1] === levels[worst] &&
    isSameClass(moments[start - 1].errorClass, errorClass)
  ) {
    start -= 1;
  }
  const time = (index: number) =>
    index < moments.length ? new Date(moments[index].at).toISOString() : now;
  const isKnown = (index: number) =>
    index === moments.length || levels[index] !== undefined;
  return {
    level: levels[worst] === 'P1' ? 'P1' : 'P2',
    errorClass,
    ...(start > 0 && isKnown(start - 1)
      ? { since: time(start) }
      : { seenSince: time(start) }),
    lastSeenAt: time(worst),
    ...(isKnown(worst + 1) && { until: time(worst + 1) }),
  };
}
