export { createCourseReader, type CourseReader } from './courseReader';
export { createMetrics } from './createMetrics';
export {
  createMetricsSources,
  type MetricsSources,
} from './sources/metricsSources';
export { failover, problemOfAll, problemOfFirst } from './sources/failover';
export type {
  Latency,
  MetricsSource,
  Reader,
  Traffic,
} from './sources/metricsSource';
export { shownErrorType, typeLabelsOf } from './vocabulary/metricNames';
