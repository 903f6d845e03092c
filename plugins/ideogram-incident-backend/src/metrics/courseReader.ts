import {
  momentsOf,
  type Moment,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { TtlCache } from '../resilience';
import { partialDataOf, type TimeRange } from '../upstream/prometheus';
import { chartSeries } from './chart';
import { failover } from './sources/failover';
import type { MetricsSources } from './sources/metricsSources';

/** Longer than anybody takes to look at what has broken. */
const LOOK_BACK_SECONDS = 2 * 3600;
const STEP_SECONDS = 15;

/**
 * The last hours of a target by its Prometheus, moment by moment. It rejects
 * where no Prometheus tells all of it, before the target's deadline.
 */
export type CourseReader = (target: Target) => Promise<readonly Moment[]>;

/** At round times, so that a server can answer from what it has computed. */
function rangeUntil(now: number): TimeRange {
  const to = Math.floor(now / STEP_SECONDS) * STEP_SECONDS;
  return { from: to - LOOK_BACK_SECONDS, to, stepSeconds: STEP_SECONDS };
}

/** Only Prometheus knows what was while nobody looked. */
const prometheusOf = (sources: MetricsSources, target: Target) =>
  sources(target).filter(({ isPrometheus }) => isPrometheus);

async function readCourse(
  sources: MetricsSources,
  target: Target,
): Promise<readonly Moment[]> {
  const { timeoutMs } = target.probes;
  const range = rangeUntil(Date.now() / 1000);
  const { answer } = await failover(
    prometheusOf(sources, target),
    {
      signal: AbortSignal.timeout(timeoutMs),
      deadline: Date.now() + timeoutMs,
    },
    {
      ask: (source, reader) => source.history(range, reader),
      lackOf: ({ faults, warnings }) => faults[0] ?? partialDataOf(warnings),
      worth: ({ requests = [] }) => requests.length,
    },
  );
  if (!answer || partialDataOf(answer.warnings)) {
    throw new Error('No Prometheus tells the whole course');
  }
  return momentsOf(chartSeries(answer, range, target), target.thresholds);
}

/** One instance serves all triages, so that they share what was read. */
export function createCourseReader(sources: MetricsSources): CourseReader {
  const shared = new TtlCache<{
    moments: readonly Moment[];
    maxAgeMs: number;
  }>({ ttlMs: ({ maxAgeMs }) => maxAgeMs });
  return async target => {
    const { moments } = await shared.get(target.name, async () => ({
      moments: await readCourse(sources, target),
      maxAgeMs: target.probes.maxAgeMs,
    }));
    return moments;
  };
}
