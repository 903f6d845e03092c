import { PROBE_NAMES, probeRank, readingOf, readingSchema } from './reading';
import { reading } from './readings.fixture';

const common = {
  status: 'degraded',
  summary: 'P95 is 41 s',
  observedAt: '2026-11-23T12:00:00.000Z',
  durationMs: 12,
};

it.each(PROBE_NAMES)('keeps the details of %s', probe => {
  const taken = reading(probe, 'ok');
  expect(taken.details).toBeDefined();
  expect(readingSchema.parse(JSON.parse(JSON.stringify(taken)))).toEqual(taken);
});

it('keeps what the probe of a module tells, whatever it is', () => {
  const taken = { ...common, probe: 'queue', details: { waiting: [1, 'two'] } };
  expect(readingSchema.parse(taken)).toEqual(taken);
});

it.each([
  ['of another version', { p95: 41 }],
  ['that are not numbers', { window: '5m', p95Seconds: 'much' }],
  ['that are none', 'slow'],
])('of details %s keeps status and summary', (_, details) => {
  const taken = { ...common, probe: 'latency' };
  expect(readingSchema.parse({ ...taken, details })).toEqual({
    ...taken,
    details: undefined,
  });
});

it.each([
  ['no status', { ...common, probe: 'latency', status: undefined }],
  ['another status', { ...common, probe: 'queue', status: 'fine' }],
  ['no probe', common],
])('refuses one with %s', (_, taken) => {
  expect(readingSchema.safeParse(taken).success).toBe(false);
});

it('tells a built-in probe by its name', () => {
  const taken = reading('latency', 'degraded', { p95Seconds: 41 });
  expect(readingOf([taken], 'latency')?.details?.p95Seconds).toBe(41);
  expect(readingOf([taken], 'error-rate')).toBeUndefined();
});

it('puts the probes of modules last', () => {
  expect(['queue', 'workload', 'status-page'].map(probeRank)).toEqual([
    PROBE_NAMES.length,
    5,
    0,
  ]);
});
