import { formatDuration, windowSeconds } from '../format/duration';
import { capitalized } from '../format/text';
import { FAILING_FROM } from './errorRateStatus';
import { errorClassOf } from './errorClassOf';
import {
  SLOW_FROM_SECONDS,
  whatIdeogramDoes,
  type IdeogramApiDetails,
} from './probes/ideogramApi';
import type { ReadingStatus } from './probes/probe';
import { isBad, readingOf, type Reading } from './reading';
import type { TriageErrorClass } from './triage';

/**
 * What an answer of Ideogram to the portal means, by itself. That there was
 * none is not known to mean anything: see {@link inViewOfRequests}.
 *
 * @public
 */
export function judgeIdeogramApi(details: IdeogramApiDetails): {
  status: ReadingStatus;
  summary: string;
} {
  const { httpStatus = 0, seconds = 0, noAnswer, key } = details;
  if (noAnswer !== undefined) {
    return { status: 'unknown', summary: "Can't be reached from the portal" };
  }
  const took = formatDuration(seconds);
  if (httpStatus >= 500) {
    return {
      status: 'failing',
      summary: `Answers the portal with ${httpStatus}`,
    };
  }
  if (key?.answer === 'refused') {
    return { status: 'failing', summary: 'Refuses our key' };
  }
  if (httpStatus === 429) {
    return { status: 'degraded', summary: 'Answers the portal with 429' };
  }
  if (seconds > SLOW_FROM_SECONDS) {
    return {
      status: 'degraded',
      summary: `Takes ${took} to answer the portal`,
    };
  }
  const accepts = key?.answer === 'accepted' ? ', accepts our key' : '';
  return { status: 'ok', summary: `Answers the portal in ${took}${accepts}` };
}

/** Whether requests of the integration are seen to succeed. */
function doRequestsSucceed(errorRate: Reading | undefined): boolean {
  const details = errorRate && readingOf([errorRate], 'error-rate')?.details;
  if (!details || errorRate.status === 'unknown') return false;
  const { requestsPerSecond = 0, errorRatio = 0 } = details;
  return requestsPerSecond > 0 && errorRatio < FAILING_FROM;
}

/**
 * A reading as it is to be taken beside the error rate. Where Ideogram gives
 * the portal no answer, and no request of ours is seen to succeed either,
 * Ideogram fails; where requests succeed, it is the portal's own network. All
 * other readings are what they are.
 *
 * @public
 */
export function inViewOfRequests(
  reading: Reading,
  errorRate: Reading | undefined,
): Reading {
  const details = readingOf([reading], 'ideogram-api')?.details;
  if (details?.noAnswer === undefined || doRequestsSucceed(errorRate)) {
    return reading;
  }
  const { problem, ...rest } = reading;
  return {
    ...rest,
    status: 'failing',
    summary: capitalized(details.noAnswer),
  } as Reading;
}

/**
 * Whether it would change with the error rate.
 *
 * @public
 */
export function dependsOnRequests(reading: Reading): boolean {
  return inViewOfRequests(reading, undefined) !== reading;
}

/** They say whose fault it is, wherever one looks from. */
const OURS: readonly TriageErrorClass[] = [
  'authentication',
  'billing',
  'rate-limited',
];

const ANSWERS_PORTAL =
  'Ideogram answers the portal, so look between your pods and Ideogram.';

/**
 * Whose fault errors are likely to be, by what Ideogram answers the portal;
 * undefined where that says nothing.
 *
 * @public
 */
export function whoseFault(readings: readonly Reading[]): string | undefined {
  const reading = readingOf(readings, 'ideogram-api');
  const details = reading?.details;
  if (!details || reading.status === 'unknown') return undefined;
  if (isKeyRefused(readings)) {
    return 'Ideogram refuses our key, asked from the portal too.';
  }
  if (reading.status === 'failing') {
    const shared = ', so it may be the network that portal and pods share';
    return `Ideogram fails for the portal too: it ${whatIdeogramDoes(details)}${
      isPortalCutOff(readings) ? shared : ''
    }.`;
  }
  if (OURS.includes(errorClassOf(readings))) return undefined;
  return reading.status === 'degraded'
    ? `Ideogram is in trouble for the portal too: it ${whatIdeogramDoes(
        details,
      )}.`
    : ANSWERS_PORTAL;
}

/** Whether neither Ideogram nor its status page is reached from the portal. */
export function isPortalCutOff(readings: readonly Reading[]): boolean {
  const details = readingOf(readings, 'ideogram-api')?.details;
  return (
    details?.noAnswer !== undefined &&
    readingOf(readings, 'status-page')?.status === 'unknown'
  );
}

/** Whether Ideogram fails for the portal, whatever it thinks of the key. */
export function failsForPortal(readings: readonly Reading[]): boolean {
  const { status } = readingOf(readings, 'ideogram-api') ?? {};
  return status === 'failing' && !isKeyRefused(readings);
}

/** Whether Ideogram answers the portal, and errors are nobody's key or plan. */
export function isBetweenPodsAndIdeogram(
  readings: readonly Reading[],
): boolean {
  return whoseFault(readings) === ANSWERS_PORTAL;
}

function keyOf(readings: readonly Reading[]) {
  return readingOf(readings, 'ideogram-api')?.details?.key;
}

/** Whether Ideogram refuses the key in the secret, asked with it. */
export function isKeyRefused(readings: readonly Reading[]): boolean {
  return (
    isBad(readingOf(readings, 'ideogram-api')) &&
    keyOf(readings)?.answer === 'refused'
  );
}

/**
 * For how long at least requests have been refused with 401 or 403: no more
 * than all of them can have been since it began.
 */
function refusedForSeconds(readings: readonly Reading[]): number {
  const details = readingOf(readings, 'error-rate')?.details;
  const { requestsPerSecond = 0, errors = [], window = '' } = details ?? {};
  if (requestsPerSecond === 0) return 0;
  const refused = errors
    .filter(({ errorClass }) => errorClass === 'authentication')
    .reduce((sum, { perSecond }) => sum + perSecond, 0);
  const share = Math.min(1, refused / requestsPerSecond);
  return share * (windowSeconds(window) ?? 0);
}

/**
 * Whether the key in the secret is above suspicion: Ideogram has accepted it,
 * and where requests are refused with 401 or 403, has done so since then.
 */
export function isKeyCleared(readings: readonly Reading[]): boolean {
  const key = keyOf(readings);
  if (key?.answer !== 'accepted') return false;
  if (errorClassOf(readings) !== 'authentication') return true;
  const errorRate = readingOf(readings, 'error-rate');
  const askedForSeconds =
    (Date.parse(errorRate?.observedAt ?? '') - Date.parse(key.askedAt)) / 1000;
  return askedForSeconds < refusedForSeconds(readings);
}
