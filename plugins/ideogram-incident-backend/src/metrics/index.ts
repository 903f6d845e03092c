export { createMetricsHandler } from './handler';
export { createMetricsService, type MetricsService } from './metricsService';
export {
  createMetricsSources,
  type MetricsSources,
} from './sources/metricsSources';
