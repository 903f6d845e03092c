import { startUpstream } from '../../triage/probes/__testUtils__/upstream';

type Labels = Record<string, string>;
type Result = readonly (readonly [Labels, ...(number | string)[]])[];

/** What it finds for a query; a range gets one value after the other. */
export type Find = (query: string) => Result | { error: string };

export interface FakePrometheus {
  url: string;
  host: string;
  queries: string[];
}

/** A server that answers queries with what it is told to find. */
export async function startFakePrometheus(
  find: Find,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<FakePrometheus> {
  const queries: string[] = [];
  const url = await startUpstream(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const query = form.get('query') ?? '';
    queries.push(query);
    const found = find(query);
    if ('error' in found) {
      response.statusCode = 422;
      const { error } = found;
      response.end(
        JSON.stringify({ status: 'error', errorType: 'execution', error }),
      );
      return;
    }
    const isRange = request.url === '/api/v1/query_range';
    const start = Number(form.get('start'));
    const step = Number(form.get('step'));
    const result = found.map(([metric, ...values]) =>
      isRange
        ? {
            metric,
            values: values.map((value, index) => [
              start + index * step,
              String(value),
            ]),
          }
        : { metric, value: [Date.now() / 1000, String(values[0])] },
    );
    const resultType = isRange ? 'matrix' : 'vector';
    response.setHeaders(new Map(Object.entries(headers)));
    response.end(
      JSON.stringify({
        status: 'success',
        data: { resultType, result },
        ...more,
      }),
    );
  });
  return { url, host: new URL(url).host, queries };
}

const NAMES = {
  errors: 'ideogram_errors_total',
  requests: 'ideogram_requests_total',
  latency: 'ideogram_request_duration_seconds_bucket',
};

/** Finds by the metric that a query names, and nothing for any other. */
export const finding =
  (results: Partial<Record<keyof typeof NAMES, Result>>): Find =>
  query => {
    const name = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(each =>
      query.includes(NAMES[each]),
    );
    return (name && results[name]) ?? [];
  };
