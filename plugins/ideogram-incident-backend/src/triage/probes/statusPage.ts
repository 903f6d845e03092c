import {
  fault,
  statusPageProblems,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
} from 'backstage-plugin-ideogram-incident-node';
import { isReachable, UpstreamError } from '../../upstream/http';
import {
  askStatusPage,
  canonical,
  judge,
  type StatusPageVerdict,
  type Word,
} from '../../upstream/status-page';

type Result = ProbeResult<'status-page'>;

/** Words of the providers that say more than how bad it is. */
const SAID: Record<string, string> = {
  minor: 'Minor incident announced',
  minoroutage: 'Minor outage announced',
  degraded: 'Degraded performance announced',
  degradedperformance: 'Degraded performance announced',
  partialoutage: 'Partial outage announced',
  hasissues: 'Issues announced',
  major: 'Major outage announced',
  majoroutage: 'Major outage announced',
  critical: 'Critical outage announced',
  criticaloutage: 'Critical outage announced',
  fulloutage: 'Full outage announced',
  downtime: 'Downtime announced',
};

function summaryOfTrouble({ word, severity }: Word): string {
  if (severity === 'maintenance') return 'Maintenance in progress';
  const key = canonical(word);
  return Object.hasOwn(SAID, key) ? SAID[key] : 'Incident announced';
}

function summaryOfHealth(details: StatusPageVerdict['details']): string {
  if (details.incidents.length > 0) return 'Incident of other components only';
  if (details.maintenances.some(({ inProgress }) => inProgress)) {
    return 'Maintenance of other components only';
  }
  return details.maintenances.some(({ ours }) => ours)
    ? 'No incident announced, maintenance scheduled'
    : 'No incident announced';
}

function judged(url: string, verdict: StatusPageVerdict): Result {
  const { host } = new URL(url);
  const { missing, worst } = verdict;
  const details = { url, ...verdict.details };
  const problem =
    missing.length > 0
      ? statusPageProblems.unreadable(
          host,
          `lists no component named ${missing.join(
            ', ',
          )}, which is in statusPage.components`,
        )
      : undefined;
  const told = { source: host, details, ...(problem && { problem }) };

  switch (worst.severity) {
    case 'failing':
      return { status: 'failing', summary: summaryOfTrouble(worst), ...told };
    case 'degraded':
    case 'maintenance':
      return { status: 'degraded', summary: summaryOfTrouble(worst), ...told };
    case 'ok':
      // A component that is not there may be one that is down.
      return problem
        ? {
            status: 'unknown',
            summary: 'Status page lacks our components',
            ...told,
          }
        : { status: 'ok', summary: summaryOfHealth(verdict.details), ...told };
    default:
      return {
        status: 'unknown',
        summary: "Status page can't be read",
        ...told,
        problem: statusPageProblems.unreadable(host, fault.wrongShape),
      };
  }
}

function unknown(url: string, error: UpstreamError): Result {
  const { host } = new URL(url);
  const answered = isReachable(error);
  return {
    status: 'unknown',
    summary: answered
      ? "Status page can't be read"
      : "Status page can't be reached",
    source: host,
    problem: answered
      ? statusPageProblems.unreadable(host, error.fault)
      : statusPageProblems.unreachable(host, error.fault),
  };
}

/** Whether the vendor has announced an incident of those components that count. */
export function createStatusPageProbe(): Probe<'status-page'> {
  return {
    name: 'status-page',
    appliesTo: target => target.statusPage !== undefined,
    async take({ statusPage, probes }, { signal }) {
      if (!statusPage) throw new Error('The target has no status page');
      const { maxBytes } = probes;
      try {
        const announcement = await askStatusPage(statusPage, {
          signal,
          maxBytes,
        });
        return judged(
          statusPage.url,
          judge(announcement, statusPage.components),
        );
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return unknown(statusPage.url, error);
      }
    },
  };
}
