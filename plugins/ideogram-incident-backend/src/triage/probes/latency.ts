import { formatDuration } from 'backstage-plugin-ideogram-incident-common';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import type { Latency, MetricsSources } from '../../metrics';
import {
  createMetricsProbe,
  PARTLY_READ,
  windowInWords,
  type Evaluation,
} from './metricsProbe';

/** What the measured latency says, against its limit in seconds. */
export function evaluateLatency(
  { window, p95, warnings, missing }: Latency,
  thresholdSeconds: number,
): Evaluation<'latency'> {
  const isPart = missing !== undefined;
  if (!p95) {
    return {
      status: isPart ? 'unknown' : 'ok',
      summary: isPart ? PARTLY_READ : `No requests in ${windowInWords(window)}`,
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
  if (isPart) return { status: 'unknown', summary: PARTLY_READ, details };
  // Beyond the last bucket it may be anything, also over the limit.
  return { status: orMore ? 'unknown' : 'ok', summary, details };
}

/** In which time 95 of 100 requests are answered. */
export function createLatencyProbe(sources: MetricsSources): Probe<'latency'> {
  return createMetricsProbe(sources, {
    name: 'latency',
    ask: (source, reader) => source.latency(reader),
    evaluate: (latency, { thresholds }) =>
      evaluateLatency(latency, thresholds.latencyP95Seconds),
    inconclusive: 'counts durations in buckets that end below the limit',
  });
}
