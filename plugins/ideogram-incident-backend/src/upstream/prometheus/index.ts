export { partialDataOf, type Answer, type Labels, type Point } from './answer';
export { promDurationSeconds } from './prometheusClient';
export {
  PrometheusClient,
  type PrometheusServer,
  type TimeRange,
} from './prometheusClient';
