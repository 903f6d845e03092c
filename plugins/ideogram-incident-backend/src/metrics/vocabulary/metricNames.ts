import { classifyErrorType } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { plainText } from '../../upstream/text';

type Labels = ReadonlyMap<string, string>;

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
const GROUPING = /\bby\s*\(([^)]*)\)/;

/** Under which integrations say how a request ended, the clearest first. */
const STATUS_LABELS = [
  'status',
  'status_code',
  'statusCode',
  'http_status',
  'http_status_code',
  'http_response_status_code',
  'response_code',
  'code',
  'grpc_code',
  'grpc_status',
  'status_class',
  'outcome',
  'result',
  'success',
];

const ERROR_LABELS = ['error_type', 'status'];

/** Other labels under which the type of an error is found. */
const TYPE_LABELS = [
  'errorType',
  'error_code',
  'error_class',
  'error_kind',
  'error_reason',
  'error',
  'type',
  'reason',
  'kind',
  'cause',
  'exception',
  ...STATUS_LABELS,
];

/** Labels that say where an error was counted, and never what it was. */
const PLACE_LABELS = new Set(
  'cluster namespace pod instance job region zone env environment stage service app application component container node host tenant team version replica model method endpoint path route handler uri provider vendor name'.split(
    ' ',
  ),
);

const groupingOf = (query: string) =>
  (GROUPING.exec(query)?.[1] ?? '')
    .split(',')
    .map(label => label.trim())
    .filter(label => /^[a-zA-Z_]\w*$/.test(label));

const preferring = (first: string | undefined, others: string[]) => [
  ...new Set(first === undefined ? others : [first, ...others]),
];

/** Of the labels that a query groups by, those that can be a type. */
export const typeLabelsOf = (query: string) =>
  groupingOf(query).filter(label => !PLACE_LABELS.has(label));

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
    errorLabels: [
      ...new Set([...typeLabelsOf(queries.errorsByType), ...ERROR_LABELS]),
    ],
  };
}

const SUCCESS =
  /^(?:[123](?:\d\d|xx)|ok|success|successful|succeeded|completed?|done|true|redirection)$/i;
const FAILURE =
  /^(?:[45](?:\d\d|xx)|false|(?:\w+[_ -])?(?:errors?|fail(?:ed|ure)?|exception))$/i;

/** Zero is no HTTP status, but how gRPC and others say that all went well. */
const MEANS_OK_BY_ZERO = new Set(['code', 'grpc_code', 'grpc_status']);

const statusesOf = (labels: Labels) =>
  STATUS_LABELS.flatMap(name => {
    const status = labels.get(name)?.trim() ?? '';
    return status === '0' && MEANS_OK_BY_ZERO.has(name) ? 'ok' : status || [];
  });

/** Whether a generation with these labels failed, by its status. */
export function isFailedGeneration(labels: Labels): boolean {
  const [status] = statusesOf(labels);
  return status !== undefined && !SUCCESS.test(status);
}

/**
 * Whether a request with these labels failed: by a status, a class of them, or
 * a word for an error. What is none of these has been something else.
 */
export function isFailedRequest(labels: Labels): boolean {
  return statusesOf(labels).some(
    status =>
      !SUCCESS.test(status) &&
      (FAILURE.test(status) || classifyErrorType(status) !== 'unclassified'),
  );
}

const BY_STATUS = `sum by (${STATUS_LABELS.join(', ')})`;

/**
 * What the second generation of integrations counts. Each generation carries
 * its status, so that one query tells requests and errors.
 */
export const GENERATION_METRICS = {
  metric: 'ideogram_generations_total',
  byStatus: `${BY_STATUS} (rate(ideogram_generations_total{$selector}[$window]))`,
  latencyP95:
    'histogram_quantile(0.95, sum by (le) (rate(ideogram_generation_duration_seconds_bucket{$selector}[$window])))',
};

/** For errors that carry a status instead of an error type. */
export const ERRORS_BY_STATUS = `${BY_STATUS} (rate(ideogram_errors_total{$selector}[$window]))`;

/** For requests that carry a status, where no errors are counted apart. */
export const REQUESTS_BY_STATUS = `${BY_STATUS} (rate(ideogram_requests_total{$selector}[$window]))`;

/** Whether the queries ask for the names of the first generation. */
export function isFirstGeneration(queries: MetricQueries): boolean {
  return (
    /\bideogram_errors_total\b/.test(queries.errorsByType) &&
    /\bideogram_requests_total\b/.test(queries.requests)
  );
}

const UNLABELLED = 'unlabelled';
/** More than is shown: a secret is masked whole before the rest is cut. */
const MAX_LENGTH = 1000;
const MAX_SHOWN_LENGTH = 100;

/**
 * The type of an error by the labels of its series: of the labels asked for,
 * then of those that usually tell it, the first that says something known;
 * else the first of them that it has, else its only label.
 */
export function errorTypeOf(
  labels: Labels,
  errorLabels: readonly string[],
  errorTypes?: Target['errorTypes'],
): string {
  const told = [...errorLabels, ...TYPE_LABELS].flatMap(
    name => labels.get(name) || [],
  );
  const all = [...labels]
    .filter(([name, value]) => name !== '__name__' && value !== '')
    .map(([, value]) => value);
  const only = all.length === 1 ? all[0] : UNLABELLED;
  const known = told.find(
    value => classifyErrorType(value, errorTypes) !== 'unclassified',
  );
  return (known ?? told[0] ?? only).slice(0, MAX_LENGTH);
}

/** For a person: labels hold whatever an integration puts into them. */
export function shownErrorType(errorType: string): string {
  return plainText(errorType, MAX_SHOWN_LENGTH) ?? UNLABELLED;
}
