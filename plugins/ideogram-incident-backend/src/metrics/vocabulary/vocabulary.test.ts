import {
  errorTypeOf,
  shownErrorType,
  isFailedGeneration,
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

describe('errorTypeOf', () => {
  it.each([
    [{ error_type: 'auth', status: '401' }, 'auth'],
    [{ status: '401', pod: 'x' }, '401'],
    [{ error_type: '', status: '401' }, '401'],
    [{ reason: 'quota' }, 'quota'],
    [{ __name__: 'ideogram_errors_total', reason: 'quota' }, 'quota'],
    [{ reason: 'quota', pod: 'x' }, 'unlabelled'],
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
