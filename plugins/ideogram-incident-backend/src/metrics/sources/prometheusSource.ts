import { fillQuery } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { UpstreamError } from '../../upstream/http';
import {
  partialDataOf,
  promDurationSeconds,
  type QueryResult,
  type PrometheusClient,
  type TimeRange,
} from '../../upstream/prometheus';
import { errorTypeOf, seriesNames } from '../vocabulary/metricNames';
import {
  findLatency,
  findRequests,
  findTraffic,
  warningsOf,
  highestOf,
  isRate,
  sumOf,
  type Ask,
} from './series';
import type {
  MetricsHistory,
  Latency,
  MetricsSource,
  Reader,
  Traffic,
} from './metricsSource';

type Series = QueryResult['series'];

/** Ends the queries that are still under way when one of them fails. */
async function together<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  try {
    return await work(AbortSignal.any([signal, over.signal]));
  } finally {
    over.abort();
  }
}

function faultOf(error: unknown): string {
  if (error instanceof UpstreamError) return error.fault;
  throw error;
}

/** A Prometheus server, or what speaks like one. */
export class PrometheusSource implements MetricsSource {
  readonly host: string;
  readonly isPrometheus = true;
  private readonly queries: Target['queries'];
  private readonly errorLabels: string[];

  constructor(
    private readonly client: PrometheusClient,
    private readonly target: Pick<Target, 'queries' | 'errorTypes'>,
  ) {
    this.host = client.host;
    this.queries = target.queries;
    this.errorLabels = seriesNames(target.queries).errorLabels;
  }

  async traffic({ signal }: Reader): Promise<Traffic> {
    const { requests, errors, warnings } = await together(signal, own =>
      findTraffic(this.queries, this.now(own)),
    );
    const typed = this.byType(errors).map(({ errorType, series }) => ({
      errorType,
      perSecond: this.rateOf(series),
    }));
    const perSecond = this.rateOf(requests);
    if (errors.length === 0 && requests.length === 0) throw this.empty();
    return {
      window: this.queries.window,
      requestsPerSecond: requests.length === 0 ? undefined : perSecond,
      errors: errors.length === 0 ? undefined : typed,
      warnings,
      missing: partialDataOf(warnings),
    };
  }

  async latency({ signal }: Reader): Promise<Latency> {
    const ask = this.now(signal);
    const { window } = this.queries;
    const latency = await findLatency(this.queries, ask);
    const [p95] = highestOf(latency.series);
    if (p95) {
      const { warnings } = latency;
      return {
        window,
        p95: { seconds: p95[1], orMore: false },
        warnings,
        missing: partialDataOf(warnings),
      };
    }
    const requests = await findRequests(this.queries, ask);
    const isIdle =
      requests.series.length > 0 && this.rateOf(requests.series) === 0;
    if (!isIdle) throw this.noLatency(latency.series, requests.series);
    const warnings = warningsOf(latency, requests);
    return { window, warnings, missing: partialDataOf(warnings) };
  }

  async history(range: TimeRange, { signal }: Reader): Promise<MetricsHistory> {
    const [traffic, latency] = await Promise.allSettled([
      together(signal, own => findTraffic(this.queries, this.over(range, own))),
      findLatency(this.queries, this.over(range, signal)),
    ]);
    const history: MetricsHistory = { warnings: [], faults: [] };
    if (traffic.status === 'fulfilled') {
      const { requests, errors, warnings } = traffic.value;
      if (requests.length > 0) history.requests = sumOf(requests);
      history.errors = this.byType(errors).map(({ errorType, series }) => ({
        errorType,
        points: sumOf(series),
      }));
      history.warnings.push(...warnings);
    } else {
      history.faults.push(faultOf(traffic.reason));
    }
    if (latency.status === 'fulfilled') {
      history.latencyP95 = highestOf(latency.value.series);
      history.warnings.push(...latency.value.warnings);
    } else {
      history.faults.push(faultOf(latency.reason));
    }
    const hasSeries =
      history.requests || history.errors?.length || history.latencyP95?.length;
    if (hasSeries) return history;
    if (traffic.status === 'rejected') throw traffic.reason;
    if (latency.status === 'rejected') throw latency.reason;
    throw this.empty();
  }

  private now(signal: AbortSignal): Ask {
    return query => this.client.query(fillQuery(query, this.queries), signal);
  }

  private over(range: TimeRange, signal: AbortSignal): Ask {
    // A window shorter than the step would leave out what lies between.
    const { selector, window } = this.queries;
    const isShort = (promDurationSeconds(window) ?? 0) < range.stepSeconds;
    const filled = {
      selector,
      window: isShort ? `${range.stepSeconds}s` : window,
    };
    return query =>
      this.client.queryRange(fillQuery(query, filled), range, signal);
  }

  private byType(series: Series): { errorType: string; series: Series }[] {
    const types = new Map<string, Series>();
    for (const each of series) {
      const errorType = errorTypeOf(
        each.labels,
        this.errorLabels,
        this.target.errorTypes,
      );
      types.set(errorType, [...(types.get(errorType) ?? []), each]);
    }
    return [...types].map(([errorType, of]) => ({ errorType, series: of }));
  }

  private rateOf(series: Series): number {
    const values = sumOf(series).map(([, value]) => value);
    const odd = values.find(value => !isRate(value));
    if (odd !== undefined) {
      throw new UpstreamError('wrong-shape', this.host, `answers ${odd}`);
    }
    return values.reduce((sum, value) => sum + value, 0);
  }

  private noLatency(latency: Series, requests: Series): UpstreamError {
    const [odd] = latency.flatMap(({ points }) => points);
    if (!odd && requests.length === 0) return this.empty();
    const words = odd
      ? `answers ${odd[1]} for the latency`
      : 'has requests but no durations of this target';
    return new UpstreamError('wrong-shape', this.host, words);
  }

  private empty(): UpstreamError {
    const words = 'has no series of this target';
    return new UpstreamError('empty', this.host, words);
  }
}
