import { isInForce, hasOutageEnded } from './mitigations';
import type { ReadingStatus } from './probes/probe';
import { reading } from './readings.fixture';

it.each<[ReadingStatus, ReadingStatus, boolean]>([
  ['ok', 'ok', true],
  ['failing', 'ok', false],
  ['ok', 'degraded', false],
  ['unknown', 'ok', false],
  ['ok', 'unknown', false],
])(
  'with a status page %s and errors %s, an outage is over: %p',
  (page, rate, over) => {
    const readings = [
      reading('status-page', page),
      reading('error-rate', rate),
    ];
    expect(hasOutageEnded(readings)).toBe(over);
  },
);

it('does not take what is not read for over, or for in force', () => {
  expect(hasOutageEnded([reading('error-rate', 'ok')])).toBe(false);
  expect(isInForce([], 'queue')).toBe(false);
  expect(isInForce([reading('workload', 'unknown')], 'queue')).toBe(false);
});

it('tells one mitigation from the other', () => {
  const readings = [reading('workload', 'ok', { mitigations: ['queue'] })];
  expect(isInForce(readings, 'queue')).toBe(true);
  expect(isInForce(readings, 'fallback')).toBe(false);
});
