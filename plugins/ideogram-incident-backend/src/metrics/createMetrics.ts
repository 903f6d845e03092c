import type { Feature } from '../feature';
import { createMetricsService } from './metricsService';
import type { MetricsSources } from './sources/metricsSources';

/** The series that the charts are drawn from. */
export function createMetrics(sources: MetricsSources) {
  const service = createMetricsService(sources);
  return {
    handlers: {
      metrics: async ({ target, query }) => ({
        body: await service.read(target, query.since),
      }),
    },
  } satisfies Feature;
}
