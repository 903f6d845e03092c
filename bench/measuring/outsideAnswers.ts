import { json, type UpstreamAnswer } from './upstreamServer';

const STATUS_PAGE = {
  page: { id: 'x', name: 'Ideogram', url: 'http://127.0.0.1' },
  status: { indicator: 'minor', description: 'Partially Degraded Service' },
  components: ['API', 'Website', 'Billing'].map((name, index) => ({
    id: String(index),
    name,
    status: name === 'API' ? 'degraded_performance' : 'operational',
  })),
  incidents: [],
  scheduled_maintenances: [],
};

const HEALTH = {
  status: 'ok',
  services: {
    ideogram: { status: 'healthy' },
    database: { status: 'healthy' },
  },
};

/** One sample of each series, for a moment and for a range alike. */
function prometheus(
  query: string,
  isRange: boolean,
  errors: Record<string, number>,
): UpstreamAnswer {
  const series = (metric: object, value: number) => {
    const sample = [Date.now() / 1000, String(value)];
    return isRange ? { metric, values: [sample] } : { metric, value: sample };
  };
  const success = (question: string, result: object[]) =>
    json(isRange ? 'charts: query of a range' : question, {
      status: 'success',
      data: { resultType: isRange ? 'matrix' : 'vector', result },
    });
  if (query.includes('duration')) {
    return success('latency: query', [series({}, 12.5)]);
  }
  if (query.includes('requests')) {
    return success('error-rate: query of requests', [series({}, 3.1)]);
  }
  return success(
    'error-rate: query of errors',
    Object.entries(errors).map(([error_type, rate]) =>
      series({ error_type }, rate),
    ),
  );
}

/**
 * What status page, health, Prometheus and Ideogram answer, by path; `query` is
 * PromQL.
 *
 * @param errors - per second, by HTTP status, of 3.1 requests
 */
export function outsideAnswer(
  path: string,
  query: string,
  errors: Record<string, number>,
): UpstreamAnswer | undefined {
  if (path.endsWith('/.well-known/jwks.json')) {
    return json('ideogram-api: keys', { keys: [] });
  }
  if (path.startsWith('/prometheus/')) {
    return prometheus(query, path.endsWith('/query_range'), errors);
  }
  if (path === '/status/api/v2/summary.json') {
    return json('status-page: summary', STATUS_PAGE);
  }
  if (path === '/health') return json('integration-health: health', HEALTH);
  return undefined;
}
