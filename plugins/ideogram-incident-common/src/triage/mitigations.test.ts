import { isInForce, hasOutageEnded } from './mitigations';
import type { ReadingStatus } from './probes/probe';
import type { Reading } from './reading';
import { crashed, reading, readings } from './readings.fixture';

it.each<[ReadingStatus, ReadingStatus, boolean]>([
  ['ok', 'ok', true],
  ['failing', 'ok', false],
  ['ok', 'degraded', false],
  ['unknown', 'ok', false],
  ['ok', 'unknown', false],
])(
  'with a status page %s and errors %s, an outage is over: %p',
  (page, rate, over) => {
    expect(
      hasOutageEnded([
        reading('status-page', page),
        reading('error-rate', rate),
      ]),
    ).toBe(over);
  },
);

it.each<[string, Reading]>([
  ['no pod lives', crashed()],
  ['there is no deployment', { ...crashed(), details: undefined }],
  [
    'nothing is asked of Ideogram',
    reading('error-rate', 'ok', {
      requestsPerSecond: 0,
      errorRatio: undefined,
    }),
  ],
])('does not know whether an outage is over where %s', (_, given) => {
  expect(hasOutageEnded(readings({ [given.probe]: given }))).toBe(false);
});

it('does not take what is not read for over, or for in force', () => {
  expect(hasOutageEnded([reading('error-rate', 'ok')])).toBe(false);
  expect(isInForce([], 'queue')).toBe(false);
  expect(isInForce([reading('workload', 'unknown')], 'queue')).toBe(false);
});

it('tells one mitigation from the other', () => {
  const given = [reading('workload', 'ok', { mitigations: ['queue'] })];
  expect(isInForce(given, 'queue')).toBe(true);
  expect(isInForce(given, 'fallback')).toBe(false);
});
