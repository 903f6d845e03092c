import { capitalized } from '../format/capitalized';
import { formatDuration } from '../format/duration';
import { oneLine } from '../format/oneLine';
import {
  formatCount,
  formatNumber,
  formatPercent,
  formatRate,
} from '../format/quantity';
import { errorTypesInWords } from './errorTypesInWords';
import { type ProbeName, readingOf, type Reading } from './reading';
import type {
  ErrorRateDetails,
  IntegrationHealthDetails,
  PodTrouble,
  RecentErrorsDetails,
  StatusPageDetails,
  WorkloadDetails,
} from './readingDetails';

const MOST_TYPES = 3;
const LABEL = 40;

/** `5m` as in PromQL, `5 min` for a person. */
function windowInWords(window: string): string {
  const match = /^(\d{1,9})([smhd])$/.exec(window);
  if (!match) return oneLine(window, LABEL);
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[match[2]] ?? 1;
  return formatDuration(Number(match[1]) * seconds);
}

/** What requests do that end in an error: fail with a status, or get no answer. */
function failureOf({ errors }: ErrorRateDetails) {
  const happening = errors.filter(({ perSecond }) => perSecond > 0);
  const isSilence =
    happening.length > 0 &&
    happening.every(({ errorClass }) => errorClass === 'network');
  const types = errorTypesInWords(
    happening.slice(0, MOST_TYPES).map(({ errorType }) => errorType),
  );
  return {
    verb: isSilence ? 'get no answer' : 'fail',
    types: types && ` ${types}`,
  };
}

function errorRate(details: ErrorRateDetails): string {
  const {
    requestsPerSecond = 0,
    errorsPerSecond,
    errorRatio,
    threshold,
  } = details;
  const { verb, types } = failureOf(details);
  const requests = formatRate(requestsPerSecond, 'requests');
  if (errorsPerSecond <= 0) {
    return requestsPerSecond > 0
      ? `None of ${requests} fails.`
      : `There were no requests in ${windowInWords(details.window)}.`;
  }
  if (errorRatio === undefined) {
    return `There are ${formatRate(errorsPerSecond, 'errors')}${types}.`;
  }
  const share = `${formatPercent(Math.min(1, errorRatio))} of ${requests}`;
  if (errorRatio >= threshold) return `${share} ${verb}${types}.`;
  if (details.rateLimitedPerMinute >= details.rateLimitedThreshold) {
    const perMinute = formatNumber(details.rateLimitedPerMinute);
    return `${perMinute} requests a minute are refused with 429, the limit is ${details.rateLimitedThreshold}.`;
  }
  return `${share} ${verb}${types}, the limit is ${formatPercent(threshold)}.`;
}

const CAUSE_OF_TROUBLE: Record<PodTrouble, string> = {
  crashing: 'crashing',
  'out-of-memory': 'killed for want of memory',
  unschedulable: 'without a node that can take them',
  'image-pull': 'unable to pull their image',
  'not-ready': 'not ready',
};

function workload({ available, desired, pods }: WorkloadDetails): string {
  const counts = new Map<PodTrouble, number>();
  for (const { trouble } of pods) {
    if (trouble) counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
  }
  const troubles = [...counts].map(
    ([trouble, count]) => `${count} ${CAUSE_OF_TROUBLE[trouble]}`,
  );
  const suffix = troubles.length > 0 ? `: ${troubles.join(', ')}` : '';
  const verb = available === 1 ? 'is' : 'are';
  return desired === 0
    ? 'No pods are wanted.'
    : `${available} of ${formatCount(
        desired,
        'pod',
      )} ${verb} available${suffix}.`;
}

function integrationHealth(details: IntegrationHealthDetails): string {
  const { path, value, httpStatus } = details;
  if (value !== undefined) {
    const where = path ? ` at ${oneLine(path, LABEL)}` : '';
    return `Our health check says ${oneLine(value, LABEL)}${where}.`;
  }
  return httpStatus === undefined
    ? "Our health check doesn't answer."
    : `Our health check answers ${httpStatus}.`;
}

function statusPage(details: StatusPageDetails): string {
  const incident = details.incidents.find(({ ours }) => ours);
  if (incident) {
    const impact = incident.impact
      ? ` with impact ${oneLine(incident.impact, LABEL).replace(/_/g, ' ')}`
      : '';
    return `Ideogram announces “${oneLine(incident.title)}”${impact}.`;
  }
  const maintenance = details.maintenances.find(
    ({ ours, inProgress }) => ours && inProgress,
  );
  if (maintenance) {
    return `Ideogram does maintenance: “${oneLine(maintenance.title)}”.`;
  }
  const broken = details.components.filter(
    ({ status }) => !/^(?:operational|up|ok)$/i.test(status),
  );
  if (broken.length > 0) {
    const { name, status } = broken[0];
    const words = oneLine(status, LABEL).replace(/_/g, ' ').toLowerCase();
    return `Ideogram's status page says ${words} of ${oneLine(name, LABEL)}.`;
  }
  if (details.incidents.length > 0) {
    return "Ideogram's incident is of components that are not ours.";
  }
  return 'No incident of our components is announced.';
}

function recentErrors({ total, since, groups }: RecentErrorsDetails): string {
  if (total === 0) return `No error line in ${windowInWords(since)}.`;
  const kinds = groups.length > 1 ? `, ${groups.length} kinds` : '';
  return `${formatCount(total, 'error line')} in ${windowInWords(
    since,
  )}${kinds}.`;
}

/** The probes, as they are called in a sentence. */
export const PROBE_TITLES: Record<ProbeName, string> = {
  'status-page': 'status page',
  'integration-health': 'integration health',
  'error-rate': 'error rate',
  latency: 'latency',
  'recent-errors': 'recent errors',
  workload: 'workload',
};

/** A probe's name in a sentence; those of others are named as they are. */
export function probeTitle(probe: string): string {
  return Object.hasOwn(PROBE_TITLES, probe)
    ? PROBE_TITLES[probe as ProbeName]
    : oneLine(probe, LABEL);
}

function sentence(text: string): string {
  const line = oneLine(text, 160);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** The summary of a reading that tells no details. */
function bySummary({ probe, summary }: Reading): string {
  const title = probeTitle(probe);
  return `${title}: ${sentence(summary)}`;
}

function told(reading: Reading): string {
  if (reading.status === 'unknown') {
    return `The ${probeTitle(reading.probe)} can't be read.`;
  }
  if (!reading.details) return bySummary(reading);
  const details = <P extends ProbeName>(probe: P) =>
    readingOf([reading], probe)?.details;
  const rate = details('error-rate');
  if (rate) return errorRate(rate);
  const health = details('integration-health');
  if (health) return integrationHealth(health);
  const page = details('status-page');
  if (page) return statusPage(page);
  const lines = details('recent-errors');
  if (lines) return recentErrors(lines);
  const pods = details('workload');
  if (pods) return workload(pods);
  const p95 = details('latency');
  if (p95) {
    return p95.p95Seconds === undefined
      ? 'There were no requests to time.'
      : `P95 is ${formatDuration(
          p95.p95Seconds,
        )}, the limit is ${formatDuration(p95.thresholdSeconds)}.`;
  }
  return bySummary(reading);
}

/**
 * What a reading says, as a sentence with the numbers in it. For one that is
 * unknown, that it is.
 */
export function factOf(reading: Reading): string {
  return capitalized(told(reading));
}
