import type { MetricQueries } from './seriesNames';

const SUCCESS =
  /^(?:[123]\d\d|ok|success|successful|succeeded|completed?|done)$/i;

/** Whether a generation with these labels failed, by its status. */
export function isFailedGeneration(
  labels: ReadonlyMap<string, string>,
): boolean {
  const status = labels.get('status')?.trim() ?? '';
  return status !== '' && !SUCCESS.test(status);
}

/**
 * What the second generation of integrations counts. Each generation carries
 * its status, so that one query tells requests and errors.
 */
export const GENERATIONS = {
  metric: 'ideogram_generations_total',
  byStatus:
    'sum by (status) (rate(ideogram_generations_total{$selector}[$window]))',
  latencyP95:
    'histogram_quantile(0.95, sum by (le) (rate(ideogram_generation_duration_seconds_bucket{$selector}[$window])))',
};

/** For errors that carry a status instead of an error type. */
export const ERRORS_BY_STATUS =
  'sum by (status) (rate(ideogram_errors_total{$selector}[$window]))';

/** Whether the queries ask for the names of the first generation. */
export function isFirstGeneration(queries: MetricQueries): boolean {
  return (
    /\bideogram_errors_total\b/.test(queries.errorsByType) &&
    /\bideogram_requests_total\b/.test(queries.requests)
  );
}
