import type { QueryResult, Point } from '../../upstream/prometheus';
import {
  ERRORS_BY_STATUS,
  GENERATION_METRICS,
  isFailedGeneration,
  isFailedRequest,
  isFirstGeneration,
  REQUESTS_BY_STATUS,
  type MetricQueries,
} from '../vocabulary/metricNames';

type Series = QueryResult['series'];

/** Runs a query, with its placeholders in it. */
export type Ask = (query: string) => Promise<QueryResult>;

export interface TrafficSeries {
  requests: Series;
  errors: Series;
  warnings: string[];
}

/** What several answers warn of, once. */
export function warningsOf(...answers: QueryResult[]): string[] {
  return [...new Set(answers.flatMap(({ warnings }) => warnings))];
}

/** The same errors by status, where the type of all of them is missing. */
async function withTypes(
  errors: QueryResult,
  queries: MetricQueries,
  ask: Ask,
): Promise<QueryResult> {
  const [only, ...others] = errors.series;
  const isUntyped =
    only !== undefined &&
    others.length === 0 &&
    only.labels.size === 0 &&
    only.points.some(([, value]) => value !== 0);
  if (!isUntyped || !isFirstGeneration(queries)) return errors;
  const byStatus = await ask(ERRORS_BY_STATUS);
  return byStatus.series.length > 0 ? byStatus : errors;
}

/**
 * Requests and errors, by the configured queries. Only where those find
 * nothing, or not all, the other names that integrations are known to use are
 * asked for.
 */
export async function findTraffic(
  queries: MetricQueries,
  ask: Ask,
): Promise<TrafficSeries> {
  const [configured, requests] = await Promise.all([
    ask(queries.errorsByType),
    ask(queries.requests),
  ]);
  const found = configured.series.length > 0 || requests.series.length > 0;
  if (!found && isFirstGeneration(queries)) {
    const { series, warnings } = await ask(GENERATION_METRICS.byStatus);
    const errors = series.filter(({ labels }) => isFailedGeneration(labels));
    return { requests: series, errors, warnings };
  }
  if (configured.series.length === 0 && isFirstGeneration(queries)) {
    const byStatus = await ask(REQUESTS_BY_STATUS);
    return {
      requests: requests.series,
      errors: byStatus.series.filter(({ labels }) => isFailedRequest(labels)),
      warnings: warningsOf(configured, requests, byStatus),
    };
  }
  const typed = await withTypes(configured, queries, ask);
  return {
    requests: requests.series,
    errors: typed.series,
    warnings: warningsOf(typed, requests),
  };
}

/** Only the requests, likewise. */
export async function findRequests(
  queries: MetricQueries,
  ask: Ask,
): Promise<QueryResult> {
  const requests = await ask(queries.requests);
  return requests.series.length > 0 || !isFirstGeneration(queries)
    ? requests
    : ask(GENERATION_METRICS.byStatus);
}

/** The latency, likewise. */
export async function findLatency(
  queries: MetricQueries,
  ask: Ask,
): Promise<QueryResult> {
  const latency = await ask(queries.latencyP95);
  if (latency.series.length > 0 || !isFirstGeneration(queries)) return latency;
  const generations = await ask(GENERATION_METRICS.latencyP95);
  return generations.series.length > 0 ? generations : latency;
}

/** Whether a value can be a rate or a duration. */
export const isRate = (value: number) => value >= 0 && value < Infinity;

/** Points of several series at the same times, combined. */
function combined(
  series: Series,
  combine: (a: number, b: number) => number,
): Point[] {
  const values = new Map<number, number>();
  for (const { points } of series) {
    for (const [at, value] of points) {
      const other = values.get(at);
      values.set(at, other === undefined ? value : combine(other, value));
    }
  }
  return [...values].sort(([a], [b]) => a - b);
}

export function sumOf(series: Series): Point[] {
  return combined(series, (a, b) => a + b);
}

/** Of several series, such as one per model, the slowest counts. */
export function highestOf(series: Series): Point[] {
  const known = series.map(({ labels, points }) => ({
    labels,
    points: points.filter(([, value]) => isRate(value)),
  }));
  return combined(known, Math.max);
}
