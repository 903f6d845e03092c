import { decide } from './decide';
import {
  failing,
  logged,
  reading,
  readings,
  SCENARIOS,
} from './readings.fixture';
import type { Answer } from './triage';

const answers = (given: ReturnType<typeof readings>) =>
  Object.fromEntries(decide(given).path.map(({ id, answer }) => [id, answer]));

const down = reading('integration-health', 'failing', { ideogram: 'failing' });
const noPods = reading('workload', 'failing', { available: 0 });
const missing = reading('workload', 'failing');

describe('Is the Ideogram API returning errors?', () => {
  it.each<[string, ReturnType<typeof readings>, Answer]>([
    ['error rate degraded', readings({ 'error-rate': 'degraded' }), 'yes'],
    ['error rate failing', readings({ 'error-rate': 'failing' }), 'yes'],
    [
      'unknown, lines with 503',
      readings({ 'error-rate': 'unknown', 'recent-errors': logged([503, 2]) }),
      'yes',
    ],
    [
      'no error rate, lines with 401',
      readings({ 'error-rate': undefined, 'recent-errors': logged([401, 2]) }),
      'yes',
    ],
    [
      'unknown, lines with 422 and 404',
      readings({
        'error-rate': 'unknown',
        'recent-errors': logged([422, 2], [404, 1]),
      }),
      'unknown',
    ],
    [
      'unknown, lines without a status',
      readings({
        'error-rate': 'unknown',
        'recent-errors': logged([undefined, 2]),
      }),
      'unknown',
    ],
    [
      'ok, health says Ideogram fails',
      readings({ 'integration-health': down }),
      'yes',
    ],
    [
      'unknown, health says Ideogram fails',
      readings({ 'error-rate': 'unknown', 'integration-health': down }),
      'yes',
    ],
    [
      'unknown, Ideogram fails for the portal',
      readings({ 'error-rate': 'unknown', 'ideogram-api': 'failing' }),
      'yes',
    ],
    [
      'no error rate, Ideogram fails for the portal',
      readings({ 'error-rate': undefined, 'ideogram-api': 'failing' }),
      'yes',
    ],
    [
      'unknown, Ideogram fails for the portal, no pod available',
      readings({
        'error-rate': 'unknown',
        'ideogram-api': 'failing',
        workload: noPods,
      }),
      'yes',
    ],
    [
      'ok, Ideogram fails for the portal',
      readings({ 'ideogram-api': 'failing' }),
      'no',
    ],
    ...(['ok', 'degraded', 'unknown'] as const).map(
      (status): [string, ReturnType<typeof readings>, Answer] => [
        `unknown, Ideogram ${status} for the portal`,
        readings({ 'error-rate': 'unknown', 'ideogram-api': status }),
        'unknown',
      ],
    ),
    ['ok', readings(), 'no'],
    ['ok, error lines', readings({ 'recent-errors': logged([503, 2]) }), 'no'],
    ['ok, no pods', readings({ workload: noPods }), 'no'],
    [
      'unknown, no pod available',
      readings({ 'error-rate': 'unknown', workload: noPods }),
      'no',
    ],
    [
      'unknown, deployment missing',
      readings({ 'error-rate': 'unknown', workload: missing }),
      'no',
    ],
    [
      'no error rate, no pod available',
      readings({ 'error-rate': undefined, workload: noPods }),
      'no',
    ],
    [
      'unknown, no pod available, lines with 401',
      readings({
        'error-rate': 'unknown',
        workload: noPods,
        'recent-errors': logged([401, 2]),
      }),
      'yes',
    ],
    [
      'unknown, no pod available, health says Ideogram fails',
      readings({
        'error-rate': 'unknown',
        workload: noPods,
        'integration-health': down,
      }),
      'yes',
    ],
    [
      'unknown, health says that all but Ideogram fails',
      readings({
        'error-rate': 'unknown',
        'integration-health': reading('integration-health', 'failing', {
          ideogram: 'ok',
        }),
      }),
      'unknown',
    ],
    [
      'unknown, scaled to nothing',
      readings({
        'error-rate': 'unknown',
        workload: reading('workload', 'ok', { desired: 0, available: 0 }),
      }),
      'no',
    ],
    [
      'unknown, some pods',
      readings({ 'error-rate': 'unknown', workload: 'degraded' }),
      'unknown',
    ],
    ['unknown', readings({ 'error-rate': 'unknown' }), 'unknown'],
    ['no error rate', readings({ 'error-rate': undefined }), 'unknown'],
    ['nothing at all', [], 'unknown'],
  ])('%s → %s', (_, given, answer) => {
    expect(answers(given)['api-errors']).toBe(answer);
  });
});

describe('Does the status page show an incident?', () => {
  it.each([
    ['ok', 'no'],
    ['degraded', 'yes'],
    ['failing', 'yes'],
    ['unknown', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('%s → %s', (status, answer) => {
    const given = readings({ 'status-page': status });
    expect(answers(given)['vendor-incident']).toBe(answer);
  });
});

it.each<[string, Parameters<typeof readings>[0], string]>([
  [
    'fails for the portal too',
    { 'ideogram-api': reading('ideogram-api', 'failing', { httpStatus: 503 }) },
    'No incident of our components is announced. Ideogram fails for the portal too: it answers with a server error.',
  ],
  [
    'answers the portal',
    { 'ideogram-api': 'ok' },
    'No incident of our components is announced. Ideogram answers the portal, so look between your pods and Ideogram.',
  ],
  [
    'answers the portal, whose status page is not known',
    { 'ideogram-api': 'ok', 'status-page': undefined },
    'There is no status page for this target. Ideogram answers the portal, so look between your pods and Ideogram.',
  ],
  [
    'fails for the portal, and no request of ours is known to fail',
    { 'ideogram-api': 'failing', 'error-rate': 'unknown' },
    'No incident of our components is announced.',
  ],
])('says beside what is announced that Ideogram %s', (_, changes, because) => {
  const given = readings({
    'error-rate': reading('error-rate', 'failing', failing({ 503: 1 })),
    ...changes,
  });
  expect(decide(given).path[1].because).toBe(because);
});

describe('Is our service healthy?', () => {
  it.each([
    ['ok', 'ok', 'yes'],
    ['ok', undefined, 'yes'],
    ['degraded', 'ok', 'no'],
    ['failing', 'unknown', 'no'],
    ['ok', 'degraded', 'no'],
    ['unknown', 'failing', 'no'],
    [undefined, 'degraded', 'no'],
    ['unknown', 'ok', 'unknown'],
    ['ok', 'unknown', 'unknown'],
    [undefined, 'ok', 'unknown'],
    [undefined, undefined, 'unknown'],
  ] as const)('health %s, workload %s → %s', (health, workload, answer) => {
    const given = readings({ 'integration-health': health, workload });
    expect(answers(given)['service-healthy']).toBe(answer);
  });
});

describe('the outcome', () => {
  const errors = reading('error-rate', 'failing', failing({ 401: 0.62 }));
  const bad = reading('integration-health', 'degraded');

  it.each([
    [
      'yes, yes',
      readings({ 'error-rate': errors, 'status-page': 'failing' }),
      'wait-for-ideogram',
      undefined,
    ],
    [
      'yes, no',
      readings({ 'error-rate': errors }),
      'fix-our-integration',
      undefined,
    ],
    ['no, –, yes', readings(), 'monitor', undefined],
    [
      'no, –, no',
      readings({ 'integration-health': bad }),
      'fix-our-infrastructure',
      undefined,
    ],
    [
      'yes, unknown',
      readings({ 'error-rate': errors, 'status-page': 'unknown' }),
      'undetermined',
      ['wait-for-ideogram', 'fix-our-integration'],
    ],
    [
      'no, –, unknown',
      readings({ 'integration-health': 'unknown' }),
      'undetermined',
      ['monitor', 'fix-our-infrastructure'],
    ],
    [
      'unknown, no, no',
      readings({ 'error-rate': 'unknown', 'integration-health': bad }),
      'undetermined',
      ['fix-our-integration', 'fix-our-infrastructure'],
    ],
    [
      'unknown, yes, yes',
      readings({ 'error-rate': 'unknown', 'status-page': 'failing' }),
      'undetermined',
      ['wait-for-ideogram', 'monitor'],
    ],
    [
      'unknown thrice',
      [],
      'undetermined',
      [
        'wait-for-ideogram',
        'fix-our-integration',
        'monitor',
        'fix-our-infrastructure',
      ],
    ],
  ])('of %s is %3$s', (_, given, outcome, possible) => {
    expect(decide(given)).toMatchObject({
      outcome,
      ...(possible && { possible }),
    });
    expect(decide(given).possible).toEqual(possible);
  });

  it.each([
    ['yes', readings({ 'error-rate': errors }), [true, true, false]],
    ['no', readings(), [true, false, true]],
    ['unknown', [], [true, false, false]],
  ])('is reached through the questions after %s', (_, given, onPath) => {
    expect(decide(given).path.map(question => question.onPath)).toEqual(onPath);
  });
});

it.each([
  [
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ 401: 0.62 })),
    }),
    'api-errors',
    '62% of 3.1 requests/s fail with 401.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ 503: 0.9999 })),
    }),
    'api-errors',
    'Over 99.9% of 3.1 requests/s fail with 503.',
  ],
  [
    readings({
      'error-rate': reading(
        'error-rate',
        'failing',
        failing({ 503: 0.71, 500: 0.25 }),
      ),
    }),
    'api-errors',
    '96% of 3.1 requests/s fail with 500 or 503.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', failing({ 403: 0.004 })),
    }),
    'api-errors',
    '0.4% of 3.1 requests/s fail with 403, the limit is 5%.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', {
        ...failing({ 429: 0.04 }),
        rateLimitedPerMinute: 7.4,
      }),
    }),
    'api-errors',
    '7.4 requests a minute are refused with 429, the limit is 5.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', {
        ...failing({ timeout: 1 }),
        requestsPerSecond: 0,
        errorRatio: undefined,
      }),
    }),
    'api-errors',
    'There are 3.1 errors/s (timeout).',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'failing', {
        ...failing({ 500: 1 }),
        requestsPerSecond: 0,
        errorRatio: 1,
      }),
    }),
    'api-errors',
    'There are 3.1 errors/s with 500.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', {
        ...failing({ 429: 0.02, 401: 0.01 }),
        rateLimitedPerMinute: 3.7,
      }),
    }),
    'api-errors',
    '3% of 3.1 requests/s fail, some with 401, the limit is 5%.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', {
        ...failing({ 429: 0.02, 401: 0.01 }),
        rateLimitedPerMinute: 7.4,
      }),
    }),
    'api-errors',
    '3% of 3.1 requests/s fail, some with 401, the limit is 5%.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'ok', {
        ...failing({ 429: 0.027 }),
        rateLimitedPerMinute: 5,
      }),
    }),
    'api-errors',
    '2.7% of 3.1 requests/s fail with 429, the limit is 5%.',
  ],
  [
    SCENARIOS['network-cut'],
    'api-errors',
    '100% of 3.1 requests/s get no answer (network).',
  ],
  [
    readings({
      'error-rate': reading(
        'error-rate',
        'failing',
        failing({ 504: 0.9, timeout: 0.08 }),
      ),
    }),
    'api-errors',
    '98% of 3.1 requests/s fail (504 or timeout).',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'degraded', failing({ auth: 0.004 })),
    }),
    'api-errors',
    '0.4% of 3.1 requests/s fail (auth), the limit is 5%.',
  ],
  [
    readings({
      'error-rate': reading('error-rate', 'ok', {
        requestsPerSecond: 0,
        errorRatio: undefined,
      }),
    }),
    'api-errors',
    'There were no requests in 5 min.',
  ],
  [
    readings({
      'error-rate': 'unknown',
      'recent-errors': logged([503, 2], [401, 1]),
    }),
    'api-errors',
    '3 recent error lines name 401 or 503.',
  ],
  [
    readings({ 'error-rate': 'unknown' }),
    'api-errors',
    "The error rate can't be read.",
  ],
  [
    readings({ 'error-rate': undefined }),
    'api-errors',
    'There is no error rate for this target.',
  ],
  [
    readings({ 'status-page': undefined }),
    'vendor-incident',
    'There is no status page for this target.',
  ],
  [
    readings({
      'status-page': reading('status-page', 'failing', {
        components: [{ name: 'API', status: 'major_outage' }],
      }),
    }),
    'vendor-incident',
    "Ideogram's status page says major outage of API.",
  ],
  [
    readings({
      'status-page': reading('status-page', 'degraded', {
        maintenances: [{ title: 'Move', ours: true, inProgress: true }],
      }),
    }),
    'vendor-incident',
    'Ideogram does maintenance: “Move”.',
  ],
  [
    readings({
      'status-page': reading('status-page', 'ok', {
        incidents: [{ title: 'Billing', ours: false }],
      }),
    }),
    'vendor-incident',
    "Ideogram's incident is of components that are not ours.",
  ],
  [
    readings({
      'status-page': reading('status-page', 'failing', {
        incidents: [
          {
            title: 'API\n\u202e\u0000 down',
            ours: true,
            impact: 'major_outage',
          },
        ],
      }),
    }),
    'vendor-incident',
    'Ideogram announces “API down” with impact major outage.',
  ],
  [
    readings(),
    'service-healthy',
    'Our health check says healthy at services.ideogram. 6 of 6 pods are available.',
  ],
  [
    readings({
      workload: reading('workload', 'degraded', {
        available: 4,
        pods: [
          { name: 'a', ready: false, restarts: 1, trouble: 'out-of-memory' },
        ],
      }),
    }),
    'service-healthy',
    '4 of 6 pods are available: 1 out of memory.',
  ],
  [
    readings({ 'integration-health': down }),
    'api-errors',
    'Our health check reports Ideogram unhealthy.',
  ],
])('says why with the numbers in it', (given, id, because) => {
  const question = decide(given).path.find(asked => asked.id === id);
  expect(question?.because).toBe(because);
});

it.each([
  [{ 500: 0.48, 503: 0.47 }],
  [{ 500: 0.47, 503: 0.48 }],
  [{ 503: 0.48, 500: 0.47 }],
])('says the same of two kinds of errors that take turns: %j', shares => {
  const given = readings({
    'error-rate': reading('error-rate', 'failing', failing(shares)),
  });
  expect(decide(given).path[0].because).toBe(
    '95% of 3.1 requests/s fail with 500 or 503.',
  );
});

it.each([500, 502, 503])('says the same of each server error: %i', status => {
  const given = readings({
    'error-rate': 'unknown',
    'ideogram-api': reading('ideogram-api', 'failing', { httpStatus: status }),
  });
  expect(decide(given).path[0].because).toBe(
    'Asked from the portal, Ideogram answers with a server error.',
  );
});
