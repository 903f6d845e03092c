import type { Answer } from '../../upstream/prometheus';
import {
  ERRORS_BY_STATUS,
  GENERATIONS,
  isFailedGeneration,
  isFirstGeneration,
} from '../vocabulary/generations';
import type { MetricQueries } from '../vocabulary/seriesNames';

/** Runs a query, with its placeholders in it. */
export type Ask = (query: string) => Promise<Answer>;

export interface TrafficSeries {
  requests: Answer['series'];
  errors: Answer['series'];
  warnings: string[];
}

/** What several answers warn of, once. */
export function warningsOf(...answers: Answer[]): string[] {
  return [...new Set(answers.flatMap(({ warnings }) => warnings))];
}

/** The same errors by status, where the type of all of them is missing. */
async function withTypes(
  errors: Answer,
  queries: MetricQueries,
  ask: Ask,
): Promise<Answer> {
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
    const { series, warnings } = await ask(GENERATIONS.byStatus);
    const errors = series.filter(({ labels }) => isFailedGeneration(labels));
    return { requests: series, errors, warnings };
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
): Promise<Answer> {
  const requests = await ask(queries.requests);
  return requests.series.length > 0 || !isFirstGeneration(queries)
    ? requests
    : ask(GENERATIONS.byStatus);
}

/** The latency, likewise. */
export async function findLatency(
  queries: MetricQueries,
  ask: Ask,
): Promise<Answer> {
  const latency = await ask(queries.latencyP95);
  if (latency.series.length > 0 || !isFirstGeneration(queries)) return latency;
  const generations = await ask(GENERATIONS.latencyP95);
  return generations.series.length > 0 ? generations : latency;
}
