import {
  metricsProblems,
  type Metrics,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { withoutOwnSecrets } from '../redaction';
import { TtlCache } from '../resilience';
import { partialDataOf } from '../upstream/prometheus';
import { chartRange, chartSeries } from './chart';
import {
  failover,
  problemOfAll,
  problemOfFirst,
  type Asked,
} from './sources/failover';
import type { MetricsHistory } from './sources/metricsSource';
import type { MetricsSources } from './sources/metricsSources';

/** Of different targets and ranges; those read longest ago are forgotten. */
const MAX_SHARED = 64;

export interface MetricsService {
  /**
   * The course of a target's errors and latency, ending now. It always gives
   * an answer before the target's deadline; what could not be read is a gap,
   * with its problem. Viewers who ask at the same time share one reading.
   */
  read(target: Target, sinceSeconds: number): Promise<Metrics>;
}

function problemsOf(
  { answer, host, failed }: Asked<MetricsHistory>,
  target: Target,
): Metrics['problems'] {
  if (!answer) return [problemOfAll(failed, target.links)];
  const fromFallback = problemOfFirst(failed, host);
  const unread = answer.faults.map(words =>
    metricsProblems.unreadable(host, words),
  );
  const missing = partialDataOf(answer.warnings);
  return [
    ...(fromFallback ? [fromFallback] : []),
    ...unread,
    ...(missing === undefined
      ? []
      : [metricsProblems.incomplete(host, missing)]),
  ];
}

const pointsOf = ({ requests, latencyP95 }: MetricsHistory) =>
  (requests?.length ?? 0) + (latencyP95?.length ?? 0);

function lackInWords(warnings: readonly string[]): string | undefined {
  const missing = partialDataOf(warnings);
  return missing && `warns: ${missing}`;
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
    {
      ask: (source, reader) => source.history(range, reader),
      // What an endpoint remembers is little; a part of a server's is more.
      lackOf: ({ faults, warnings }, { isPrometheus }) =>
        faults[0] ??
        lackInWords(warnings) ??
        (isPrometheus ? undefined : 'tells only what was seen since the start'),
      worth: pointsOf,
    },
  );
  const nothing: MetricsHistory = { warnings: [], faults: [] };
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
  const shared = new TtlCache<{ metrics: Metrics; maxAgeMs: number }>({
    ttlMs: ({ maxAgeMs }) => maxAgeMs,
    max: MAX_SHARED,
  });
  return {
    async read(target, sinceSeconds) {
      const key = JSON.stringify([target.name, sinceSeconds]);
      const { metrics } = await shared.get(key, async () => ({
        metrics: await readMetrics(sources, target, sinceSeconds),
        maxAgeMs: target.probes.maxAgeMs,
      }));
      return metrics;
    },
  };
}
