import { evaluateErrorRate } from './errorRate';
import { TrafficSeen } from './trafficSeen';

const NOW = Date.UTC(2026, 10, 30, 10, 14);
const MINUTE = 60_000;
const result = (requestsPerSecond: number, window = '20s') =>
  evaluateErrorRate(
    { window, requestsPerSecond, errors: [], warnings: [] },
    {
      thresholds: {
        errorRatio: 0.05,
        latencyP95Seconds: 30,
        rateLimitedPerMinute: 5,
      },
      errorTypes: {},
    },
  );

it.each<[string, [perSecond: number, minute: number][], string]>([
  ['nobody has seen any', [[0, 0]], 'ok'],
  [
    'there was much a moment ago',
    [
      [6, 0],
      [0, 1],
    ],
    'unknown',
  ],
  [
    'it ran dry',
    [
      [6, 0],
      [0.01, 4],
      [0, 5],
    ],
    'unknown',
  ],
  [
    'there was hardly any',
    [
      [0.05, 0],
      [0, 1],
    ],
    'ok',
  ],
  [
    'it is an hour ago',
    [
      [6, 0],
      [0, 61],
    ],
    'ok',
  ],
  [
    'it is back',
    [
      [6, 0],
      [0, 1],
      [6, 2],
    ],
    'ok',
  ],
])('of no requests, where %s', (_, looks, expected) => {
  const seen = new TrafficSeen();
  const statuses = looks.map(
    ([perSecond, minute]) =>
      seen.judge('production', result(perSecond), NOW + minute * MINUTE).status,
  );
  expect(statuses.at(-1)).toBe(expected);
});

it('says what was, and keeps targets apart', () => {
  const seen = new TrafficSeen();
  seen.judge('production', result(6), NOW);
  expect(seen.judge('staging', result(0), NOW).status).toBe('ok');
  expect(seen.judge('production', result(0), NOW + MINUTE)).toMatchObject({
    summary: 'No requests in 20 s, but 6 requests/s at 10:14 UTC',
    problem: {
      cause: 'There were 6 requests/s at 10:14 UTC, and none in the last 20 s.',
    },
  });
});
