import { readHealth } from './readHealth';

const PATH = 'services.ideogram';

it.each<[string, unknown, string, unknown]>([
  [
    'the shape of the runbook',
    { status: 'healthy', services: { ideogram: { status: 'down' } } },
    PATH,
    ['failing', 'down', 'services.ideogram.status', 'ideogram'],
  ],
  [
    'a word as service',
    { services: { ideogram: 'Degraded ' } },
    PATH,
    ['degraded', 'degraded', 'services.ideogram', 'ideogram'],
  ],
  [
    'any object as service',
    { status: 'ok', services: { ideogram: { healthy: false, since: 3 } } },
    PATH,
    ['failing', 'unhealthy', 'services.ideogram.healthy', 'ideogram'],
  ],
  [
    'ideogram with connected',
    { status: 'ok', ideogram: { connected: true, latencyMs: 12 } },
    PATH,
    ['ok', 'connected', 'ideogram.connected', 'ideogram'],
  ],
  [
    'ideogram not connected',
    { status: 'ok', ideogram: { connected: false } },
    PATH,
    ['failing', 'disconnected', 'ideogram.connected', 'ideogram'],
  ],
  [
    'the status of the whole',
    { status: 'DOWN' },
    PATH,
    ['failing', 'down', 'status', 'integration'],
  ],
  [
    'a configured path',
    { data: { checks: [{ state: 'warn' }] }, status: 'ok' },
    'data.checks.0',
    ['degraded', 'warn', 'data.checks.0.state', 'ideogram'],
  ],
  [
    'a configured path that is not there, then the other shapes',
    { ideogram: 'up' },
    'data.vendor',
    ['ok', 'up', 'ideogram', 'ideogram'],
  ],
  [
    'a configured path to the whole',
    { status: 'ok', ideogram: 'down' },
    'status',
    ['ok', 'ok', 'status', 'integration'],
  ],
  [
    'words that disagree: the worst one',
    { ideogram: { status: 'ok', connected: false } },
    PATH,
    ['failing', 'disconnected', 'ideogram.connected', 'ideogram'],
  ],
  [
    'a boolean at the path',
    { services: { ideogram: false } },
    PATH,
    ['failing', 'not ok', 'services.ideogram', 'ideogram'],
  ],
  [
    'a part that is not understood, of a whole that is not well',
    { status: 'error', services: { ideogram: { status: 'tired' } } },
    PATH,
    ['failing', 'error', 'status', 'integration'],
  ],
  [
    'the whole that is down before a part that is up',
    {
      status: 'DOWN',
      components: { ideogram: { status: 'UP' }, db: { status: 'DOWN' } },
    },
    PATH,
    ['failing', 'down', 'status', 'integration'],
  ],
  [
    'the whole that is degraded',
    { Status: 'Degraded', Entries: { Ideogram: { Status: 'Healthy' } } },
    PATH,
    ['degraded', 'degraded', 'Status', 'integration'],
  ],
  [
    'a part that is down of a whole that is up',
    { status: 'UP', details: { ideogramApi: { status: 'DOWN' } } },
    PATH,
    ['failing', 'down', 'details.ideogramApi.status', 'ideogram'],
  ],
  [
    'health+json',
    { status: 'pass', checks: { ideogram: [{ status: 'pass' }] } },
    PATH,
    ['ok', 'pass', 'checks.ideogram.0.status', 'ideogram'],
  ],
  [
    'health+json with a check that fails',
    {
      status: 'warn',
      checks: {
        'ideogram:responseTime': [{ status: 'pass' }, { status: 'fail' }],
      },
    },
    PATH,
    ['failing', 'fail', 'checks.ideogram:responseTime.1.status', 'ideogram'],
  ],
  [
    'a list of checks with names',
    {
      status: 'UP',
      checks: [
        { name: 'db', status: 'DOWN' },
        { name: 'Ideogram API', status: 'UP' },
      ],
    },
    PATH,
    ['ok', 'up', 'checks.1.status', 'ideogram'],
  ],
  [
    'gRPC',
    { status: 'SERVING' },
    PATH,
    ['ok', 'serving', 'status', 'integration'],
  ],
  [
    'gRPC that does not serve',
    { status: 'NOT_SERVING' },
    PATH,
    ['failing', 'not_serving', 'status', 'integration'],
  ],
  [
    'any casing',
    { Status: 'Unhealthy' },
    PATH,
    ['failing', 'unhealthy', 'Status', 'integration'],
  ],
  [
    'a boolean with a prefix',
    { isHealthy: false },
    PATH,
    ['failing', 'unhealthy', 'isHealthy', 'integration'],
  ],
  [
    'a body in a wrapper',
    {
      data: { health: 'down', services: { ideogram: 'up' } },
    },
    PATH,
    ['failing', 'down', 'data.health', 'integration'],
  ],
  [
    'a part of several parts',
    { status: 'ok', ideogram: { api: { status: 'up' }, queue: { up: false } } },
    PATH,
    ['failing', 'down', 'ideogram.queue.up', 'ideogram'],
  ],
  [
    'a part inside others',
    {
      status: 'UP',
      components: {
        external: { components: { ideogram: { status: 'DEGRADED' } } },
      },
    },
    PATH,
    [
      'degraded',
      'degraded',
      'components.external.components.ideogram.status',
      'ideogram',
    ],
  ],
  [
    'a version that is named after Ideogram as no part',
    { status: 'ok', ideogram_version: '3.0' },
    PATH,
    ['ok', 'ok', 'status', 'integration'],
  ],
])('reads %s', (_, body, path, expected) => {
  const answer = readHealth(body, path)?.answer;
  expect([answer?.health, answer?.value, answer?.path, answer?.about]).toEqual(
    expected,
  );
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', [{ status: 'ok' }]],
  ['a bare word', 'ok'],
  ['an empty object', {}],
  ['a word that nobody knows', { status: 'splendid' }],
  ['a number', { status: 200 }],
  [
    'a part that is not understood, though the whole is well',
    { status: 'ok', services: { ideogram: { status: 'tired' } } },
  ],
  [
    'a part that is null, though the whole is well',
    { status: 'ok', services: { ideogram: null } },
  ],
  ['what is inherited', { services: 'x', constructor: {} }],
  ['a word of a megabyte', { status: 'ok '.repeat(400_000) }],
])('does not take %s for health', (_, body) => {
  expect(readHealth(body, PATH)).toBeUndefined();
});
