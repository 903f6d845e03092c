export {
  partialDataOf,
  type QueryResult,
  type Labels,
  type Point,
} from './queryResult';
export { promDurationSeconds } from './prometheusClient';
export {
  PrometheusClient,
  type PrometheusServer,
  type TimeRange,
} from './prometheusClient';
