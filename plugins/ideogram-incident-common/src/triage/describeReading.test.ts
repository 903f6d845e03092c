import { describeReading, latencyCaveat } from './describeReading';
import { reading, readings } from './readings.fixture';

const isFast = reading('latency', 'ok', { p95Seconds: 0.095 });
const isSilent = reading('latency', 'ok', { p95Seconds: undefined });

it('says that a good latency is that of errors, where nearly all requests fail', () => {
  expect(
    latencyCaveat(readings({ 'error-rate': 'failing', latency: isFast })),
  ).toBe('Nearly all requests fail, so this is the time until they do.');
});

it.each([
  ['most requests are served', readings({ 'error-rate': 'degraded' })],
  ['errors are not known', readings({ 'error-rate': 'unknown' })],
  [
    'it is over the limit anyway',
    readings({ 'error-rate': 'failing', latency: 'degraded' }),
  ],
  [
    'it is not known',
    readings({ 'error-rate': 'failing', latency: 'unknown' }),
  ],
  [
    'there was nothing to time',
    readings({ 'error-rate': 'failing', latency: isSilent }),
  ],
  ['there are no readings', []],
])('says nothing where %s', (_, given) => {
  expect(latencyCaveat(given)).toBeUndefined();
});

const PART = 'services.ideogram.status';

it.each([
  [
    'failing',
    { path: PART, value: 'unhealthy', ideogram: 'failing' },
    'Our health check reports Ideogram unhealthy.',
  ],
  [
    'degraded',
    { path: PART, value: 'degraded', ideogram: 'degraded' },
    'Our health check reports Ideogram degraded.',
  ],
  [
    'failing',
    { path: 'status', value: 'down', ideogram: 'degraded' },
    'Our health check says down at status.',
  ],
  [
    'ok',
    { path: PART, value: 'healthy', ideogram: 'ok' },
    'Our health check says healthy at services.ideogram.status.',
  ],
] as const)(
  'says of a health check that is %s: %j',
  (status, details, said) => {
    const health = reading('integration-health', status, {
      url: 'http://api/health',
      ...details,
    });
    expect(describeReading(health)).toBe(said);
  },
);
