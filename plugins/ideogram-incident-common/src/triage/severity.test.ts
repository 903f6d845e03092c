import { decide } from './decide';
import type { Reading } from './reading';
import { failing, logged, reading, readings } from './readings.fixture';
import { DEFAULT_RESPOND_WITHIN, severityOf } from './severity';
import type { SeverityLevel } from './triage';

const severity = (given: Reading[]) =>
  severityOf({ readings: given, path: decide(given).path });

const fallback = reading(
  'error-rate',
  'ok',
  {},
  {
    source: 'app:3000/metrics',
    problem: { issue: 'i', cause: 'c', solution: 's' },
  },
);
const announced = (status: Reading['status']) =>
  reading('status-page', status, {
    components: [{ name: 'API', status: 'major_outage' }],
  });
const custom = (status: Reading['status']): Reading => ({
  probe: 'queue-depth',
  status,
  summary: '900 images wait',
  observedAt: '2026-11-23T12:00:00.000Z',
  durationMs: 1,
});

it.each<[SeverityLevel, string, Reading[]]>([
  ['P1', 'error rate failing', readings({ 'error-rate': 'failing' })],
  [
    'P1',
    'integration health failing',
    readings({ 'integration-health': 'failing' }),
  ],
  ['P1', 'workload failing', readings({ workload: 'failing' })],
  [
    'P1',
    'status page failing, errors yes',
    readings({ 'status-page': 'failing', 'error-rate': 'degraded' }),
  ],
  [
    'P1',
    'status page failing, errors unknown',
    readings({ 'status-page': 'failing', 'error-rate': 'unknown' }),
  ],
  [
    'P1',
    'status page failing, no error rate configured',
    readings({ 'status-page': 'failing', 'error-rate': undefined }),
  ],
  ['P2', 'error rate degraded', readings({ 'error-rate': 'degraded' })],
  ['P2', 'latency degraded', readings({ latency: 'degraded' })],
  [
    'P2',
    'integration health degraded',
    readings({ 'integration-health': 'degraded' }),
  ],
  ['P2', 'workload degraded', readings({ workload: 'degraded' })],
  [
    'P2',
    'both essential readings unknown',
    readings({ 'error-rate': 'unknown', 'integration-health': 'unknown' }),
  ],
  [
    'P2',
    'one unknown, one not configured',
    readings({ 'error-rate': undefined, 'integration-health': 'unknown' }),
  ],
  [
    'P2',
    'the one not configured, the other unknown',
    readings({ 'error-rate': 'unknown', 'integration-health': undefined }),
  ],
  ['P2', 'nothing read', []],
  [
    'P2',
    'errors in the log, no rate configured',
    readings({ 'error-rate': undefined, 'recent-errors': logged([503, 2]) }),
  ],
  [
    'P2',
    'errors in the log, rate unknown',
    readings({ 'error-rate': 'unknown', 'recent-errors': logged([503, 2]) }),
  ],
  [
    'P2',
    'status page degraded, error rate too',
    readings({ 'status-page': 'degraded', 'error-rate': 'degraded' }),
  ],
  [
    'P3',
    'status page failing, no errors',
    readings({ 'status-page': 'failing' }),
  ],
  ['P3', 'status page degraded', readings({ 'status-page': 'degraded' })],
  [
    'P3',
    'status page degraded, error rate unknown',
    readings({ 'status-page': 'degraded', 'error-rate': 'unknown' }),
  ],
  [
    'P3',
    'error lines, rate ok',
    readings({ 'recent-errors': logged([503, 2]) }),
  ],
  [
    'P3',
    'error lines, no rate configured',
    readings({
      'error-rate': undefined,
      'recent-errors': logged([undefined, 2]),
    }),
  ],
  [
    'P3',
    'Ideogram failing for the portal alone',
    readings({ 'ideogram-api': 'failing' }),
  ],
  [
    'P3',
    'Ideogram degraded for the portal alone',
    readings({ 'ideogram-api': 'degraded' }),
  ],
  [
    'P3',
    'Ideogram failing for the portal, error rate unknown',
    readings({ 'ideogram-api': 'failing', 'error-rate': 'unknown' }),
  ],
  [
    'P2',
    'the same, and lines that name 503',
    readings({
      'ideogram-api': 'failing',
      'error-rate': 'unknown',
      'recent-errors': logged([503, 2]),
    }),
  ],
  [
    'P1',
    'Ideogram failing for the portal, error rate unknown, announced',
    readings({
      'ideogram-api': 'failing',
      'error-rate': 'unknown',
      'status-page': 'failing',
    }),
  ],
  [
    'P4',
    "the portal doesn't reach Ideogram",
    readings({ 'ideogram-api': 'unknown' }),
  ],
  ['P3', "somebody's own probe", [...readings(), custom('failing')]],
  ['P4', 'error rate unknown', readings({ 'error-rate': 'unknown' })],
  [
    'P4',
    'integration health unknown',
    readings({ 'integration-health': 'unknown' }),
  ],
  ['P4', 'another reading unknown', readings({ latency: 'unknown' })],
  ['P4', "somebody's own probe unknown", [...readings(), custom('unknown')]],
  ['P4', 'a reading from the backup', readings({ 'error-rate': fallback })],
  [
    'P4',
    'error lines without a status, rate unknown',
    readings({
      'error-rate': 'unknown',
      'recent-errors': logged([undefined, 2]),
    }),
  ],
  ['none', 'all ok', readings()],
  ['none', 'no error rate configured', readings({ 'error-rate': undefined })],
  [
    'none',
    'all that is configured ok',
    readings({ workload: undefined, 'status-page': undefined }),
  ],
])('%s: %s', (level, _, given) => {
  const found = severity(given);
  expect(found.level).toBe(level);
  expect(found.respondWithin).toBe(
    { ...DEFAULT_RESPOND_WITHIN, none: undefined }[level],
  );
  expect(found.reasons.length).toBeGreaterThan(0);
});

it('gives every reason of the row that holds, with numbers', () => {
  expect(
    severity(
      readings({
        'error-rate': reading('error-rate', 'failing', failing({ 503: 0.96 })),
        workload: reading('workload', 'failing', { available: 0 }),
        latency: reading('latency', 'degraded', { p95Seconds: 41 }),
      }),
    ).reasons,
  ).toEqual([
    '96% of 3.1 requests/s fail with 503.',
    '0 of 6 pods are available.',
  ]);
});

it.each<[SeverityLevel, string, Reading[], RegExp[]]>([
  [
    'P1',
    'of an outage',
    readings({
      'status-page': announced('failing'),
      'integration-health': 'failing',
      workload: reading('workload', 'failing', { available: 0 }),
      'error-rate': reading('error-rate', 'failing', failing({ 503: 1 })),
    }),
    [/requests\/s fail/, /pods are available/, /health check/, /status page/],
  ],
  [
    'P1',
    'of dead pods',
    readings({
      'integration-health': 'failing',
      workload: reading('workload', 'failing', { available: 0 }),
    }),
    [/0 of 6 pods/, /health check/],
  ],
  [
    'P2',
    'of errors beside slow images',
    readings({
      latency: 'degraded',
      'integration-health': 'degraded',
      'error-rate': reading('error-rate', 'degraded', failing({ 503: 0.2 })),
    }),
    [/20% of/, /health check/, /^P95/],
  ],
  [
    'P2',
    'of errors that only the log shows',
    readings({
      'integration-health': 'degraded',
      'error-rate': 'unknown',
      'recent-errors': logged([503, 2]),
    }),
    [/^2 recent error lines name 503/, /health check/],
  ],
  [
    'P2',
    'of trouble that is seen, before what is not',
    readings({
      'error-rate': undefined,
      'integration-health': 'unknown',
      workload: reading('workload', 'degraded', { available: 4 }),
    }),
    [/^4 of 6 pods/, /^Neither/],
  ],
  [
    'P3',
    'of what fails before what is degraded',
    [
      ...readings({
        'status-page': announced('degraded'),
        'recent-errors': logged([503, 2]),
      }),
      custom('failing'),
    ],
    [/^Queue-depth/, /status page/, /^2 error lines/],
  ],
  [
    'P4',
    'of essential readings before others, and of gaps before what is closed',
    readings({
      'status-page': 'unknown',
      'error-rate': fallback,
      latency: 'unknown',
      'integration-health': 'unknown',
    }),
    [/^The integration health/, /^The latency/, /^The status page/, /backup/],
  ],
])(
  'gives the strongest reason of %s first, %s',
  (level, _, given, expected) => {
    const found = severity(given);
    expect(found.level).toBe(level);
    expect(found.reasons).toEqual(
      expected.map(words => expect.stringMatching(words)),
    );
  },
);

it.each([
  [
    readings({ 'error-rate': 'unknown', 'recent-errors': logged([503, 2]) }),
    "2 recent error lines name 503. The error rate, which would say how many requests fail, can't be read.",
  ],
  [
    readings({ 'error-rate': undefined, 'recent-errors': logged([503, 2]) }),
    '2 recent error lines name 503. No error rate is configured, which would say how many requests fail.',
  ],
  [
    readings({ latency: reading('latency', 'degraded', { p95Seconds: 41 }) }),
    'P95 is 41 s, the limit is 30 s.',
  ],
  [
    readings({ 'error-rate': fallback }),
    'The error rate comes from the backup, app:3000/metrics.',
  ],
  [
    readings({
      'recent-errors': reading(
        'recent-errors',
        'ok',
        {},
        {
          problem: { issue: 'One log is missing.', cause: 'c', solution: 's' },
        },
      ),
    }),
    'One log is missing.',
  ],
  [readings({ latency: 'unknown' }), "The latency can't be read."],
  [
    readings({ 'recent-errors': logged([503, 11], [500, 1]) }),
    '12 error lines in 5 min, 2 kinds.',
  ],
  [readings(), 'All 6 readings are ok. None of 3.1 requests/s fails.'],
  [[...readings(), custom('degraded')], 'Queue-depth: 900 images wait.'],
])('says %2$s', (given, reason) => {
  expect(severity(given).reasons).toEqual([reason]);
});

it('asks for a response in the time that the level leaves', () => {
  expect(DEFAULT_RESPOND_WITHIN).toEqual({
    P1: 'PT15M',
    P2: 'PT1H',
    P3: 'PT4H',
    P4: 'next-business-day',
  });
});

it('takes the response times of the operator', () => {
  const given = readings({ 'error-rate': 'failing' });
  expect(
    severityOf({
      readings: given,
      path: decide(given).path,
      respondWithin: { ...DEFAULT_RESPOND_WITHIN, P1: 'PT5M' },
    }).respondWithin,
  ).toBe('PT5M');
});
