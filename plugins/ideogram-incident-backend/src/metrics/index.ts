export { createMetrics } from './createMetrics';
export {
  createMetricsSources,
  type MetricsSources,
} from './sources/metricsSources';
export { failover } from './sources/failover';
export type {
  Latency,
  MetricsSource,
  Reader,
  Traffic,
} from './sources/metricsSource';
export { shownErrorType } from './vocabulary/errorTypeOf';
export { problemOfAll, problemOfFirst } from './sources/problems';
