import {
  errorTypeOf,
  shownErrorType,
  isFailedGeneration,
  isFailedRequest,
  seriesNames,
} from './metricNames';

describe('seriesNames', () => {
  it('reads the names from the queries, and knows others', () => {
    expect(
      seriesNames({
        errorsByType: 'sum by (reason) (rate(my_errors{$selector}[$window]))',
        requests: 'sum(rate(my_requests [5m]))',
        latencyP95:
          'histogram_quantile(0.95, sum by (le) (rate(my_seconds_bucket{a="b"}[$window])))',
      }),
    ).toEqual({
      errors: ['my_errors', 'ideogram_errors_total'],
      requests: [
        'my_requests',
        'ideogram_requests_total',
        'ideogram_generations_total',
      ],
      durations: [
        'my_seconds',
        'ideogram_request_duration_seconds',
        'ideogram_generation_duration_seconds',
      ],
      errorLabels: ['reason', 'error_type', 'status'],
    });
  });

  it('makes do with the known names where a query has none', () => {
    const names = seriesNames({
      errorsByType: 'ideogram:errors',
      requests: '1',
      latencyP95: 'x',
    });

    expect(names.errors).toEqual(['ideogram_errors_total']);
    expect(names.errorLabels).toEqual(['error_type', 'status']);
  });
});

it.each([
  ['sum by (cluster, error_type) (rate(x[5m]))', ['error_type', 'status']],
  ['sum(rate(x[5m])) by (pod , problem)', ['problem', 'error_type', 'status']],
  ['sum by (status, namespace) (x)', ['status', 'error_type']],
  ['sum by () (x)', ['error_type', 'status']],
])('finds the label of the type in %s', (errorsByType, errorLabels) => {
  const queries = { errorsByType, requests: 'x', latencyP95: 'x' };
  expect(seriesNames(queries).errorLabels).toEqual(errorLabels);
});

it.each<[Record<string, string>, boolean]>([
  [{ status: '2xx' }, false],
  [{ status: '5xx' }, true],
  [{ status: '5XX' }, true],
  [{ code: '404' }, true],
  [{ code: '0' }, false],
  [{ status_code: '503' }, true],
  [{ http_status: '200' }, false],
  [{ outcome: 'error' }, true],
  [{ outcome: 'SERVER_ERROR' }, true],
  [{ outcome: 'success' }, false],
  [{ result: 'failure' }, true],
  [{ success: 'false' }, true],
  [{ success: 'true' }, false],
  [{ status: 'timeout' }, true],
  [{ grpc_code: 'Unavailable' }, true],
  [{ grpc_code: 'OK' }, false],
  [{ status: 'placeholder' }, false],
  [{ method: 'error' }, false],
])('a request with %j failed: %s', (labels, failed) => {
  expect(isFailedRequest(new Map(Object.entries(labels)))).toBe(failed);
});

it('knows what an operator calls an error', () => {
  const labels = new Map([
    ['error_type', 'kaput'],
    ['status', '500'],
  ]);
  expect(errorTypeOf(labels, ['error_type'], { Kaput: 'network' })).toBe(
    'kaput',
  );
});

describe('errorTypeOf', () => {
  it.each([
    [{ error_type: 'auth', status: '401' }, 'auth'],
    [{ status: '401', pod: 'x' }, '401'],
    [{ error_type: '', status: '401' }, '401'],
    [{ reason: 'quota' }, 'quota'],
    [{ __name__: 'ideogram_errors_total', reason: 'quota' }, 'quota'],
    [{ colour: 'quota', pod: 'x' }, 'unlabelled'],
    [{ reason: 'quota', pod: 'x' }, 'quota'],
    [{ pod: 'auth', status_code: '503' }, '503'],
    [{ error_type: 'odd', code: '401' }, '401'],
    [{ error_type: 'odd', code: 'strange' }, 'odd'],
    [{ outcome: 'error', http_status: '5xx' }, '5xx'],
    [{}, 'unlabelled'],
  ])('of %j is %s', (labels, errorType) => {
    const found = errorTypeOf(new Map(Object.entries(labels)), [
      'error_type',
      'status',
    ]);

    expect(found).toBe(errorType);
  });
});

it.each([
  ['401', '401'],
  ['__proto__', '__proto__'],
  ['\u001b[31mquota\u001b[0m', 'quota'],
  ['denied: api_key=hunter2hunter2', 'denied: api_key=[masked]'],
  ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [masked]'],
  ['x'.repeat(200), `${'x'.repeat(99)}…`],
  ['\u202e', 'unlabelled'],
])('shows the error type %j as %j', (errorType, shown) => {
  expect(shownErrorType(errorType)).toBe(shown);
});

describe('isFailedGeneration', () => {
  it.each([
    [{ status: '200' }, false],
    [{ status: 'Success' }, false],
    [{ status: 'completed' }, false],
    [{ model: 'v3' }, false],
    [{ status: '' }, false],
    [{ status: '500' }, true],
    [{ status: 'blocked' }, true],
  ])('of %j is %s', (labels, failed) => {
    expect(isFailedGeneration(new Map(Object.entries(labels)))).toBe(failed);
  });
});
