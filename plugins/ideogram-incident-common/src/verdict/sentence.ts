import { errorsOfOurs } from '../triage/decide';
import {
  failsForPortal,
  isKeyCleared,
  isKeyRefused,
} from '../triage/ideogramApi';
import {
  doesFallbackHelp,
  isInForce,
  isOnlyFallbackLeft,
} from '../triage/mitigations';
import {
  isBad,
  isFromBackup,
  readingOf,
  type Reading,
} from '../triage/reading';
import type { TriageErrorClass } from '../triage/triage';
import { sentenceOfPods, sentenceOfSomePods } from './deadPods';
import { hasErrors, isCauseUnknown, isOfPods, type Judged } from './judged';

/** True where the fallback is what stops the users' errors, and is not on. */
const wantsFallback = ({ readings }: Judged) =>
  doesFallbackHelp(readings) && !isInForce(readings, 'fallback');

/** What is ours to do, whatever the status page says. */
const BY_CLASS: Partial<Record<TriageErrorClass, (judged: Judged) => string>> =
  {
    authentication: judged =>
      wantsFallback(judged)
        ? 'Ideogram refuses our key. Enable fallback, rotate the key.'
        : 'Ideogram refuses our key. Verify it, then rotate it.',
    billing: judged =>
      wantsFallback(judged)
        ? 'Ideogram account is out of credit. Enable fallback.'
        : 'Ideogram account is out of credit. Top it up.',
    'rate-limited': () => "We hit Ideogram's rate limit. Enable the queue.",
  };

/** Nothing is announced, or nobody could look whether it is. */
function ofErrors(judged: Judged): string {
  const { errorClass, severity, decision } = judged;
  const isOutage = severity.level === 'P1';
  if (errorClass === 'vendor-fault') {
    if (!isOutage) return 'Some requests fail at Ideogram. Enable fallback.';
    return decision.outcome === 'undetermined'
      ? 'Ideogram answers with server errors. Enable fallback.'
      : "Ideogram is failing, but hasn't said so. Enable fallback.";
  }
  if (errorClass === 'network') {
    const fact = isOutage
      ? "Our pods can't reach Ideogram."
      : 'Some requests get no answer.';
    const act = wantsFallback(judged) ? 'Enable fallback' : 'Check the network';
    return `${fact} ${act}.`;
  }
  const fact = isOutage ? 'Our integration is down.' : 'Some requests fail.';
  const act = wantsFallback(judged) ? 'Enable fallback' : 'Verify the key';
  return `${fact} ${act}, check the config.`;
}

/** Users are served, or as good as; what is it that is not well? */
function ofServedUsers({ readings, severity }: Judged): string {
  if (severity.level === 'none') return 'All is well. Nothing to do.';
  if (severity.level === 'P4') {
    const unread = readings.filter(({ status }) => status === 'unknown');
    if (unread.length === 0) {
      return readings.some(isFromBackup)
        ? 'Metrics come from the backup.'
        : 'One reading is not whole. Users are served.';
    }
    return unread.length === 1
      ? 'One reading is missing. Users are served.'
      : `${unread.length} readings are missing. Users are served.`;
  }
  if (isBad(readingOf(readings, 'latency')))
    return 'Images are slow. Keep watching.';
  if (isBad(readingOf(readings, 'status-page'))) {
    return 'Ideogram reports trouble. Users are served.';
  }
  if (isKeyRefused(readings)) return 'Ideogram refuses our key. Verify it.';
  if (isBad(readingOf(readings, 'ideogram-api'))) {
    return failsForPortal(readings)
      ? 'Ideogram fails for the portal. Keep watching.'
      : 'Ideogram is in trouble for the portal. Keep watching.';
  }
  return isBad(readingOf(readings, 'recent-errors'))
    ? 'A few error lines. Users are served.'
    : 'One of our checks complains. Keep watching.';
}

/** What answers now says so: our health check, or else requests that succeed. */
function areUsersSeen(readings: readonly Reading[]): boolean {
  const rate = readingOf(readings, 'error-rate');
  const health = readingOf(readings, 'integration-health');
  const hasRequests = (rate?.details?.requestsPerSecond ?? 0) > 0;
  return health
    ? health.status === 'ok' && (rate?.status !== 'ok' || hasRequests)
    : rate?.status === 'ok' && hasRequests;
}

/** Nobody is told to do what is done. */
function withMitigations(sentence: string, readings: readonly Reading[]) {
  const fallback = isInForce(readings, 'fallback')
    ? sentence
        .replace('Enable fallback and wait.', 'Fallback is on. Wait.')
        .replace('Enable fallback.', 'Fallback is on.')
    : sentence;
  return isInForce(readings, 'queue')
    ? fallback.replace('Enable the queue.', 'The queue is on.')
    : fallback;
}

function withoutMitigations(judged: Judged): string {
  const { decision, errorClass, severity } = judged;
  const byClass = hasErrors(judged) ? BY_CLASS[errorClass] : undefined;
  if (isOfPods(judged)) return sentenceOfPods(judged.readings);
  if (byClass) {
    return errorClass === 'authentication' && isKeyCleared(judged.readings)
      ? 'Pods use an older key than the secret. Restart them.'
      : byClass(judged);
  }
  if (hasErrors(judged) && errorsOfOurs(judged.readings) === undefined) {
    return isKeyRefused(judged.readings)
      ? 'Ideogram refuses our key. Verify it, then rotate it.'
      : 'Ideogram fails for the portal. See whether users are hit.';
  }
  if (
    decision.outcome === 'fix-our-infrastructure' &&
    isOnlyFallbackLeft(judged.readings)
  ) {
    return 'Ideogram is well again. Disable fallback.';
  }
  const isOutage = severity.level === 'P1';
  switch (decision.outcome) {
    case 'wait-for-ideogram':
      return isOutage
        ? 'Ideogram is down. Enable fallback and wait.'
        : 'Ideogram is in trouble. Enable fallback and wait.';
    case 'fix-our-integration':
      return ofErrors(judged);
    case 'fix-our-infrastructure': {
      const fact = isOutage
        ? 'Our service is down.'
        : 'Our service is degraded.';
      return (
        sentenceOfSomePods(judged.readings) ??
        `${fact} Check pods, memory, network.`
      );
    }
    case 'monitor':
      return ofServedUsers(judged);
    default:
      if (!isCauseUnknown(judged)) return ofErrors(judged);
      if (hasErrors(judged) && wantsFallback(judged)) {
        return "We can't tell why requests fail. Enable fallback.";
      }
      if (severity.level === 'P4' && !areUsersSeen(judged.readings)) {
        return 'We see only a part. Check whether users are served.';
      }
      return severity.level === 'P4' || severity.level === 'none'
        ? 'We see only a part. Users seem to be served.'
        : "We can't tell what is wrong. Check by hand.";
  }
}

/** The fact, then the act; at most 60 characters. */
export function sentenceOf(judged: Judged): string {
  return withMitigations(withoutMitigations(judged), judged.readings);
}
