import { evaluateErrorRate } from './errorRate';

type Errors = Record<string, number>;

const LIMITS = {
  thresholds: {
    errorRatio: 0.05,
    latencyP95Seconds: 30,
    rateLimitedPerMinute: 5,
  },
  errorTypes: { overheated: 'vendor-fault' as const },
};

const evaluate = (requestsPerSecond: number | undefined, errors?: Errors) =>
  evaluateErrorRate(
    {
      window: '5m',
      requestsPerSecond,
      errors:
        errors &&
        Object.entries(errors).map(([errorType, perSecond]) => ({
          errorType,
          perSecond,
        })),
      warnings: [],
    },
    LIMITS,
  );

describe('evaluateErrorRate', () => {
  it.each<[number | undefined, Errors | undefined, string, string]>([
    [3.1, {}, 'ok', 'None of 3.1 requests/s fails'],
    [3.1, undefined, 'ok', 'None of 3.1 requests/s fails'],
    [3.1, { 500: 0 }, 'ok', 'None of 3.1 requests/s fails'],
    [0, {}, 'ok', 'No requests in 5 min'],
    [0, undefined, 'ok', 'No requests in 5 min'],
    [10, { 500: 0.499 }, 'ok', '5% of 10 requests/s fail'],
    [10, { 500: 0.5 }, 'degraded', '5% of 10 requests/s fail'],
    [10, { 500: 9.4 }, 'degraded', '94% of 10 requests/s fail'],
    [10, { 500: 9.5 }, 'failing', '95% of 10 requests/s fail'],
    [3.1, { 500: 2, 503: 0.98 }, 'failing', '96% of 3.1 requests/s fail'],
    [10, { 500: 9.995 }, 'failing', 'Over 99.9% of 10 requests/s fail'],
    [10, { 500: 0.0001 }, 'ok', 'Under 0.1% of 10 requests/s fail'],
    [10, { 422: 9.9 }, 'ok', 'None of 10 requests/s fails'],
    [10, { safety_blocked: 9.9 }, 'ok', 'None of 10 requests/s fails'],
    [
      100,
      { 401: 0.1 },
      'degraded',
      '0.1% of 100 requests/s fail, some with 401',
    ],
    [
      100,
      { 402: 0.1 },
      'degraded',
      '0.1% of 100 requests/s fail, some with 402',
    ],
    [
      100,
      { forbidden: 0.1 },
      'degraded',
      '0.1% of 100 requests/s fail, some (forbidden)',
    ],
    [10, { 429: 5 / 60 }, 'ok', '0.8% of 10 requests/s fail'],
    [10, { 429: 6 / 60 }, 'degraded', '0.1 requests/s are refused with 429'],
    [
      10,
      { rate_limited: 0.2 },
      'degraded',
      '0.2 requests/s are refused with 429',
    ],
    [10, { 400: 0.1 }, 'ok', '1% of 10 requests/s fail'],
    [1, { 500: 3 }, 'failing', '100% of 1 requests/s fail'],
    [0, { 500: 3 }, 'failing', '3 errors/s, and no requests'],
    [undefined, { 500: 3 }, 'unknown', '3 errors/s, requests are not counted'],
    [undefined, { 500: 0 }, 'unknown', '0 errors/s, requests are not counted'],
    [undefined, { 403: 1 }, 'degraded', '1 errors/s, requests are not counted'],
  ])(
    'of %s requests/s with errors %j is %s',
    (rate, errors, status, summary) => {
      expect(evaluate(rate, errors)).toMatchObject({ status, summary });
    },
  );

  it('tells what it judged by, largest first', () => {
    const { details } = evaluate(10, {
      429: 0.5,
      overheated: 2,
      blocked: 3,
      odd: 1,
    });

    expect(details).toEqual({
      window: '5m',
      requestsPerSecond: 10,
      errorsPerSecond: 3.5,
      errorRatio: 0.35,
      threshold: 0.05,
      errors: [
        { errorType: 'overheated', errorClass: 'vendor-fault', perSecond: 2 },
        { errorType: 'odd', errorClass: 'unclassified', perSecond: 1 },
        { errorType: '429', errorClass: 'rate-limited', perSecond: 0.5 },
      ],
      rateLimitedPerMinute: 30,
      rateLimitedThreshold: 5,
      blockedPerSecond: 3,
      warnings: [],
    });
  });

  it('has no ratio where requests are not counted, or there are none', () => {
    expect(evaluate(undefined, { 403: 1 }).details).not.toMatchObject({
      errorRatio: expect.anything(),
    });
    expect(evaluate(0, {}).details.errorRatio).toBeUndefined();
  });

  it('says that more errors than requests are counted', () => {
    expect(evaluate(1, { 500: 3 }).details).toMatchObject({
      errorRatio: 1,
      warnings: [expect.stringContaining('More errors than requests')],
    });
    expect(evaluate(1, { 500: 1.01 }).details.warnings).toEqual([]);
  });

  it('judges by all types, but tells a bounded number of them', () => {
    const many = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`odd-${index}`, 0.001]),
    );

    const { status, details } = evaluate(100, { ...many, 401: 0.0001 });

    expect(status).toBe('degraded');
    expect(details.errors).toHaveLength(52);
    expect(details.errors.slice(50)).toEqual([
      {
        errorType: 'other unclassified',
        errorClass: 'unclassified',
        perSecond: expect.closeTo(0.03),
      },
      {
        errorType: 'other authentication',
        errorClass: 'authentication',
        perSecond: 0.0001,
      },
    ]);
  });
});

it.each([
  [5.999, 1],
  [5.99, 5.99 / 6],
])(
  'takes less than one served request in the window for none: of 6/s, %f fail',
  (perSecond, errorRatio) => {
    const { details } = evaluate(6, { 503: perSecond });
    expect(details?.errorRatio).toBeCloseTo(errorRatio, 6);
  },
);
