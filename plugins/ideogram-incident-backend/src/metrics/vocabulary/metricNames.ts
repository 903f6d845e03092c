import { plainText } from '../../upstream/text';

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

type Labels = ReadonlyMap<string, string>;

const UNLABELLED = 'unlabelled';
/** More than is shown: a secret is masked whole before the rest is cut. */
const MAX_LENGTH = 1000;
const MAX_SHOWN_LENGTH = 100;

/**
 * The type of an error by the labels of its series: the first of the labels
 * asked for that it has, else its only label.
 */
export function errorTypeOf(labels: Labels, errorLabels: string[]): string {
  const label = errorLabels.find(name => labels.get(name));
  const values = [...labels]
    .filter(([name, value]) => name !== '__name__' && value !== '')
    .map(([, value]) => value);
  const only = values.length === 1 ? values[0] : UNLABELLED;
  return (label === undefined ? only : labels.get(label) ?? only).slice(
    0,
    MAX_LENGTH,
  );
}

/** For a person: labels hold whatever an integration puts into them. */
export function shownErrorType(errorType: string): string {
  return plainText(errorType, MAX_SHOWN_LENGTH) ?? UNLABELLED;
}
