import { UpstreamError } from '../../upstream/http';
import {
  histogramQuantile,
  type Increase,
  type ScrapeStore,
} from '../../upstream/metrics-endpoint';
import type { Point, TimeRange } from '../../upstream/prometheus';
import type {
  MetricsHistory,
  Latency,
  MetricsSource,
  Reader,
  Traffic,
} from './metricsSource';

const sum = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((total, count) => total + count, 0);

function requestsPerSecond({ totals, seconds }: Increase): number | undefined {
  const counts = totals.get('requests');
  return counts && sum(counts) / seconds;
}

function errorsOf({ totals, seconds }: Increase): Traffic['errors'] {
  const counts = totals.get('errors');
  return (
    counts &&
    [...counts].map(([errorType, count]) => ({
      errorType,
      perSecond: count / seconds,
    }))
  );
}

function p95Of({ totals }: Increase) {
  const counts = totals.get('durations') ?? new Map<string, number>();
  const buckets = [...counts].map(([le, count]): [number, number] => [
    le === '+Inf' ? Infinity : Number(le),
    count,
  ]);
  return histogramQuantile(0.95, new Map(buckets));
}

const windowOf = ({ seconds }: Increase) =>
  `${Math.max(1, Math.round(seconds))}s`;

/** The integration itself, from whose counters rates are computed. */
export class EndpointSource implements MetricsSource {
  readonly host: string;
  readonly isPrometheus = false;

  constructor(
    private readonly store: ScrapeStore,
    private readonly windowSeconds: number,
  ) {
    this.host = store.host;
  }

  async traffic(reader: Reader): Promise<Traffic> {
    const increase = await this.store.measure(reader);
    const requests = requestsPerSecond(increase);
    const errors = errorsOf(increase);
    if (requests === undefined && errors === undefined) throw this.empty();
    return {
      window: windowOf(increase),
      requestsPerSecond: requests,
      errors,
      warnings: [],
    };
  }

  async latency(reader: Reader): Promise<Latency> {
    const increase = await this.store.measure(reader);
    const window = windowOf(increase);
    const p95 = p95Of(increase);
    if (p95) {
      const { value: seconds, orMore } = p95;
      return { window, p95: { seconds, orMore }, warnings: [] };
    }
    const requests = requestsPerSecond(increase);
    if (requests === 0) return { window, warnings: [] };
    const hasDurations = increase.totals.has('durations');
    if (requests === undefined && !hasDurations) throw this.empty();
    const words = hasDurations
      ? 'has counted no durations lately'
      : 'has requests but no durations of them';
    throw new UpstreamError('wrong-shape', this.host, words);
  }

  async history(range: TimeRange, reader: Reader): Promise<MetricsHistory> {
    const history: MetricsHistory = { warnings: [], faults: [] };
    try {
      await this.store.measure(reader);
    } catch (error) {
      // What was scraped before is still worth drawing.
      if (!(error instanceof UpstreamError)) throw error;
      if (!this.store.increaseAt(range.to, range.to - range.from)) throw error;
      history.faults.push(error.fault);
    }
    const windowSeconds = Math.max(this.windowSeconds, range.stepSeconds);
    const requests: Point[] = [];
    const latencyP95: Point[] = [];
    const errors = new Map<string, Point[]>();
    for (let at = range.from; at <= range.to; at += range.stepSeconds) {
      const increase = this.store.increaseAt(at, windowSeconds);
      if (!increase) continue;
      const perSecond = requestsPerSecond(increase);
      if (perSecond !== undefined) requests.push([at, perSecond]);
      const p95 = p95Of(increase);
      if (p95) latencyP95.push([at, p95.value]);
      for (const error of errorsOf(increase) ?? []) {
        const points = errors.get(error.errorType) ?? [];
        points.push([at, error.perSecond]);
        errors.set(error.errorType, points);
      }
    }
    return {
      ...history,
      ...(requests.length > 0 && { requests }),
      errors: [...errors].map(([errorType, points]) => ({ errorType, points })),
      latencyP95,
    };
  }

  private empty(): UpstreamError {
    const words = 'has no series of this integration';
    return new UpstreamError('empty', this.host, words);
  }
}
