import {
  metricsUnreadable,
  type Metrics,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { withoutOwnSecrets } from '../redaction';
import { chartRange } from './chartRange';
import { chartSeries } from './chartSeries';
import { failover, type Asked } from './sources/failover';
import type { Course } from './sources/metricsSource';
import type { MetricsSources } from './sources/metricsSources';
import { problemOfAll, problemOfFirst } from './sources/problems';

/** Of different targets and ranges; those read longest ago are forgotten. */
const MOST_SHARED = 64;

interface Shared {
  metrics: Promise<Metrics>;
  /** Milliseconds since the epoch; not set while it is being read. */
  readAt?: number;
}

export interface MetricsService {
  /**
   * The course of a target's errors and latency, ending now. It always gives
   * an answer before the target's deadline; what could not be read is a gap,
   * with its problem. Viewers who ask at the same time share one reading.
   */
  read(target: Target, sinceSeconds: number): Promise<Metrics>;
}

function problemsOf(
  { answer, host, failed }: Asked<Course>,
  target: Target,
): Metrics['problems'] {
  if (!answer) return [problemOfAll(failed, target.links)];
  const fromFallback = problemOfFirst(failed, host);
  const partial = answer.faults.map(words => metricsUnreadable(host, words));
  return [...(fromFallback ? [fromFallback] : []), ...partial];
}

async function readMetrics(
  sources: MetricsSources,
  target: Target,
  sinceSeconds: number,
): Promise<Metrics> {
  const { timeoutMs } = target.probes;
  const range = chartRange(sinceSeconds, Date.now() / 1000);
  const asked = await failover(
    sources(target),
    {
      signal: AbortSignal.timeout(timeoutMs),
      deadline: Date.now() + timeoutMs,
    },
    (source, reader) => source.course(range, reader),
  );
  const nothing: Course = { warnings: [], faults: [] };
  const { errorRatio, latencyP95Seconds } = target.thresholds;
  return withoutOwnSecrets(target, {
    target: target.name,
    from: new Date(range.from * 1000).toISOString(),
    to: new Date(range.to * 1000).toISOString(),
    stepSeconds: range.stepSeconds,
    ...(asked.host !== undefined && { source: asked.host }),
    ...chartSeries(asked.answer ?? nothing, range, target),
    thresholds: { errorRatio, latencyP95Seconds },
    problems: sources(target).length > 0 ? problemsOf(asked, target) : [],
  });
}

/** Reads from the same sources as the probes, in the same order. */
export function createMetricsService(sources: MetricsSources): MetricsService {
  const shared = new Map<string, Shared>();

  function share(key: string, read: () => Promise<Metrics>): Promise<Metrics> {
    const reading: Shared = { metrics: read() };
    reading.metrics.then(
      () => {
        reading.readAt = Date.now();
      },
      () => shared.delete(key),
    );
    // Set anew, so that the one that was read longest ago stands first.
    shared.delete(key);
    shared.set(key, reading);
    if (shared.size > MOST_SHARED) {
      const [oldest] = shared.keys();
      shared.delete(oldest);
    }
    return reading.metrics;
  }

  return {
    read(target, sinceSeconds) {
      const key = JSON.stringify([target.name, sinceSeconds]);
      const known = shared.get(key);
      const isFresh =
        known &&
        (known.readAt === undefined ||
          Date.now() - known.readAt < target.probes.maxAgeMs);
      if (isFresh) return known.metrics;
      return share(key, () => readMetrics(sources, target, sinceSeconds));
    },
  };
}
