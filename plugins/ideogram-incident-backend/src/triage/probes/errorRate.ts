import {
  capitalized,
  classifyErrorType,
  errorRateStatus,
  errorTypesInWords,
  formatPercent,
  formatRate,
  isOverRateLimit,
  isUrgent,
  type ErrorRateDetails,
  type ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';
import type { Probe, Target } from 'backstage-plugin-ideogram-incident-node';
import {
  shownErrorType,
  type MetricsSources,
  type Traffic,
} from '../../metrics';
import { promDurationSeconds } from '../../upstream/prometheus';
import {
  createMetricsProbe,
  PARTLY_READ,
  windowInWords,
  type Evaluation,
} from './metricsProbe';
import { TrafficSeen } from './trafficSeen';

const MAX_TYPES = 50;
/** Rates are extrapolated, so that a ratio can be a little over 1. */
const CLEARLY_OVER_1 = 1.05;

type Limits = Pick<Target, 'thresholds' | 'errorTypes'>;
type ErrorOfType = ErrorRateDetails['errors'][number];

const sum = (errors: readonly { perSecond: number }[]) =>
  errors.reduce((total, { perSecond }) => total + perSecond, 0);

/** The errors by type, largest first, and the refused images apart. */
function sorted(traffic: Traffic, errorTypes: Target['errorTypes']) {
  const errors: ErrorOfType[] = [];
  let blockedPerSecond = 0;
  for (const { errorType, perSecond } of traffic.errors ?? []) {
    const errorClass = classifyErrorType(errorType, errorTypes);
    if (errorClass === 'blocked') blockedPerSecond += perSecond;
    else if (perSecond > 0) errors.push({ errorType, errorClass, perSecond });
  }
  errors.sort((a, b) => b.perSecond - a.perSecond);
  return { errors, blockedPerSecond };
}

/** Only so many types; the classes, by which errors are judged, all stay. */
function bounded(errors: ErrorOfType[]): ErrorOfType[] {
  if (errors.length <= MAX_TYPES) return errors;
  const rest = new Map<string, ErrorOfType>();
  for (const { errorClass, perSecond } of errors.slice(MAX_TYPES)) {
    const before = rest.get(errorClass)?.perSecond ?? 0;
    rest.set(errorClass, {
      errorType: `other ${errorClass}`,
      errorClass,
      perSecond: before + perSecond,
    });
  }
  return [...errors.slice(0, MAX_TYPES), ...rest.values()];
}

function detailsOf(traffic: Traffic, limits: Limits): ErrorRateDetails {
  const { requestsPerSecond, window } = traffic;
  const { errors, blockedPerSecond } = sorted(traffic, limits.errorTypes);
  const errorsPerSecond = sum(errors);
  const rateLimited = errors.filter(
    ({ errorClass }) => errorClass === 'rate-limited',
  );
  const isRatioKnown =
    requestsPerSecond !== undefined &&
    (requestsPerSecond > 0 || errorsPerSecond > 0);
  const warnings = [...traffic.warnings];
  let errorRatio: number | undefined;
  if (isRatioKnown) {
    const ratio = errorsPerSecond / requestsPerSecond;
    const served = requestsPerSecond - errorsPerSecond;
    const seconds = promDurationSeconds(window);
    // Less than one request is none: rates of two series differ by a hair.
    const isNone =
      seconds !== undefined && ratio > 0.99 && served * seconds < 1;
    errorRatio = isNone ? 1 : Math.min(1, ratio);
    if (ratio > CLEARLY_OVER_1) {
      warnings.push(
        'More errors than requests are counted, so the share is taken as 100%.',
      );
    }
  }
  return {
    window,
    requestsPerSecond,
    errorsPerSecond,
    errorRatio,
    threshold: limits.thresholds.errorRatio,
    errors: bounded(errors).map(error => ({
      ...error,
      errorType: shownErrorType(error.errorType),
    })),
    rateLimitedPerMinute: sum(rateLimited) * 60,
    rateLimitedThreshold: limits.thresholds.rateLimitedPerMinute,
    blockedPerSecond,
    warnings,
  };
}

function statusOf(details: ErrorRateDetails, isPart: boolean): ReadingStatus {
  const status = errorRateStatus(details);
  // What is missing may hold errors.
  return status === 'ok' && isPart ? 'unknown' : status;
}

function summaryOf(details: ErrorRateDetails): string {
  const { errorRatio, threshold, requestsPerSecond } = details;
  if (requestsPerSecond === undefined) {
    const errors = formatRate(details.errorsPerSecond, 'errors');
    return `${errors}, requests are not counted`;
  }
  if (errorRatio === undefined) {
    return `No requests in ${windowInWords(details.window)}`;
  }
  const requests = formatRate(requestsPerSecond, 'requests');
  if (errorRatio === 0) return `None of ${requests} fails`;
  if (requestsPerSecond === 0) {
    return `${formatRate(details.errorsPerSecond, 'errors')}, and no requests`;
  }
  const share = `${formatPercent(errorRatio)} of ${requests} fail`;
  if (errorRatio >= threshold) return share;
  const few = details.errors.find(isUrgent);
  if (few) return `${share}, some ${errorTypesInWords([few.errorType])}`;
  return isOverRateLimit(details)
    ? `${formatRate(
        details.rateLimitedPerMinute / 60,
        'requests',
      )} are refused with 429`
    : share;
}

/** What requests and errors say of the error rate. */
export function evaluateErrorRate(
  traffic: Traffic,
  limits: Limits,
): Evaluation<'error-rate'> {
  const details = detailsOf(traffic, limits);
  const status = statusOf(details, traffic.missing !== undefined);
  const summary =
    status === 'unknown' && traffic.missing !== undefined
      ? PARTLY_READ
      : capitalized(summaryOf(details));
  return { status, summary, details };
}

/** Which share of requests fails, and with what. */
export function createErrorRateProbe(
  sources: MetricsSources,
): Probe<'error-rate'> {
  const seen = new TrafficSeen();
  const probe = createMetricsProbe(sources, {
    name: 'error-rate' as const,
    ask: (source, reader) => source.traffic(reader),
    evaluate: evaluateErrorRate,
    inconclusive: 'counts errors but no requests',
    isInconclusive: ({ requestsPerSecond }) => requestsPerSecond === undefined,
  });
  return {
    ...probe,
    take: async (target, options) =>
      seen.judge(target.name, await probe.take(target, options), Date.now()),
  };
}
