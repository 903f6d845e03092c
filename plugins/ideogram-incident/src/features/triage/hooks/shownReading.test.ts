import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { withReading, withReadings } from './shownReading';

const reading = (
  probe: string,
  status: Reading['status'] = 'ok',
  observedAt = '2026-11-23T14:00:00.000Z',
): Reading => ({ probe, status, summary: status, observedAt, durationMs: 1 });

const probesOf = (all: { reading: Reading }[]) =>
  all.map(shown => shown.reading.probe);

it('stands in the order of the probes, whatever arrives first', () => {
  const all = ['own-probe', 'workload', 'status-page', 'other-probe'].reduce(
    (shown, probe) => withReading(shown, reading(probe)),
    withReading([], reading('error-rate')),
  );
  expect(probesOf(all)).toEqual([
    'status-page',
    'error-rate',
    'workload',
    'own-probe',
    'other-probe',
  ]);
});

it('drops what the triage does not have', () => {
  const before = withReading([], reading('workload'));
  expect(probesOf(withReadings(before, [reading('latency')]))).toEqual([
    'latency',
  ]);
});

describe('a reading that is unknown', () => {
  const known = reading('latency', 'ok', '2026-11-23T14:00:00.000Z');
  const first = reading('latency', 'unknown', '2026-11-23T14:01:00.000Z');
  const second = reading('latency', 'unknown', '2026-11-23T14:02:00.000Z');

  it('has no last value where nothing was known before', () => {
    const [shown] = withReading(withReading([], first), second);
    expect(shown).toEqual({ reading: second });
  });

  it('keeps the last value, and since when it is unknown', () => {
    const [shown] = [known, first, second].reduce(withReading, []);
    expect(shown).toEqual({
      reading: second,
      lastKnown: known,
      unknownSince: first.observedAt,
    });
  });

  it('forgets it when it is known again', () => {
    const again = reading('latency', 'degraded', '2026-11-23T14:03:00.000Z');
    const [shown] = [known, first, again].reduce(withReading, []);
    expect(shown).toEqual({ reading: again });
  });
});
