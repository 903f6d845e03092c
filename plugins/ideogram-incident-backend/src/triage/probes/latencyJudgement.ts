import {
  formatDuration,
  type LatencyDetails,
  type ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';
import type { Latency } from '../../metrics';
import { windowInWords } from './windowInWords';

const PART = 'Only a part of the metrics can be read';

export interface LatencyJudgement {
  status: ReadingStatus;
  summary: string;
  details: LatencyDetails;
}

/** What the measured latency says, against its limit in seconds. */
export function judgeLatency(
  { window, p95, warnings, missing }: Latency,
  thresholdSeconds: number,
): LatencyJudgement {
  const isPart = missing !== undefined;
  if (!p95) {
    return {
      status: isPart ? 'unknown' : 'ok',
      summary: isPart ? PART : `No requests in ${windowInWords(window)}`,
      details: { window, thresholdSeconds, warnings },
    };
  }
  const { seconds, orMore } = p95;
  const length = formatDuration(seconds);
  const details = {
    window,
    p95Seconds: seconds,
    thresholdSeconds,
    warnings: orMore
      ? [...warnings, `P95 is longer than the largest bucket, ${length}.`]
      : warnings,
  };
  const summary = `P95 is ${orMore ? 'more than ' : ''}${length}`;
  if (seconds >= thresholdSeconds) {
    return { status: 'degraded', summary, details };
  }
  // What is missing may be slow.
  if (isPart) return { status: 'unknown', summary: PART, details };
  // Beyond the last bucket it may be anything, also over the limit.
  return { status: orMore ? 'unknown' : 'ok', summary, details };
}
