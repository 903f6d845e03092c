export type { Answer, Labels, Point } from './answer';
export { fillIn, type Placeholders } from './fillIn';
export { promDurationSeconds } from './promDuration';
export {
  PrometheusClient,
  type PrometheusServer,
  type TimeRange,
} from './prometheusClient';
