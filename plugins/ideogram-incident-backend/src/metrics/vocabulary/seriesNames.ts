/** Queries as an operator configures them. */
export interface MetricQueries {
  errorsByType: string;
  requests: string;
  latencyP95: string;
}

/** Names of metrics, those to prefer first. */
export interface SeriesNames {
  errors: string[];
  requests: string[];
  /** Histograms, without `_bucket`. */
  durations: string[];
  /** Labels that tell the type of an error. */
  errorLabels: string[];
}

const RANGE_SELECTOR = /([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{[^}]*\})?\s*\[/;
const GROUPING = /\bby\s*\(\s*([a-zA-Z_][a-zA-Z0-9_]*)/;

const ERROR_LABELS = ['error_type', 'status'];

const preferring = (first: string | undefined, others: string[]) => [
  ...new Set(first === undefined ? others : [first, ...others]),
];

const metricOf = (query: string) => RANGE_SELECTOR.exec(query)?.[1];

/**
 * Which metrics of a process the queries mean, where there is no Prometheus to
 * run them; after those the names that integrations are known to use.
 */
export function seriesNames(queries: MetricQueries): SeriesNames {
  const buckets = metricOf(queries.latencyP95);
  return {
    errors: preferring(metricOf(queries.errorsByType), [
      'ideogram_errors_total',
    ]),
    requests: preferring(metricOf(queries.requests), [
      'ideogram_requests_total',
      'ideogram_generations_total',
    ]),
    durations: preferring(buckets?.replace(/_bucket$/, ''), [
      'ideogram_request_duration_seconds',
      'ideogram_generation_duration_seconds',
    ]),
    errorLabels: preferring(
      GROUPING.exec(queries.errorsByType)?.[1],
      ERROR_LABELS,
    ),
  };
}
