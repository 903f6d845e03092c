import { fetchJson } from '../http';
import { readQueryResult, unreadable, type QueryResult } from './queryResult';

export interface PrometheusServer {
  /** With the path prefix, where there is one. */
  url: string;
  headers: Record<string, string>;
}

export interface TimeRange {
  /** Unix seconds. */
  from: number;
  to: number;
  stepSeconds: number;
}

/** Asks one server that speaks Prometheus' HTTP API. Throws UpstreamError. */
export class PrometheusClient {
  /** Host and port, as a person knows the server. */
  readonly host: string;

  constructor(
    private readonly server: PrometheusServer,
    private readonly maxBytes: number,
  ) {
    this.host = new URL(server.url).host;
  }

  async query(query: string, signal: AbortSignal): Promise<QueryResult> {
    return this.post('query', { query }, signal);
  }

  async queryRange(
    query: string,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<QueryResult> {
    const form = {
      query,
      start: String(range.from),
      end: String(range.to),
      step: String(range.stepSeconds),
    };
    return this.post('query_range', form, signal);
  }

  private async post(
    endpoint: string,
    form: Record<string, string>,
    signal: AbortSignal,
  ): Promise<QueryResult> {
    const url = new URL(this.server.url);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/${endpoint}`;
    // A form, because a long query does not fit into an address.
    const answer = await fetchJson(url.href, {
      method: 'POST',
      headers: this.server.headers,
      body: new URLSearchParams(form),
      maxBytes: this.maxBytes,
      signal,
    }).catch(error => {
      throw unreadable(error);
    });
    return readQueryResult(answer);
  }
}

const DURATION =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const SECONDS = [365 * 86400, 7 * 86400, 86400, 3600, 60, 1, 0.001];

/** Seconds of a PromQL duration such as `1h30m`; undefined for anything else. */
export function promDurationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || text === '') return undefined;
  return match
    .slice(1)
    .reduce((sum, part, unit) => sum + Number(part ?? 0) * SECONDS[unit], 0);
}
