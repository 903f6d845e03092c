import { execFileSync } from 'node:child_process';
import { KUBERNETES, TARGET } from '../target/target.fixture';
import { evaluateReadings } from '../triage/evaluateReadings';
import type { Reading } from '../triage/reading';
import {
  crashed,
  failing,
  logged,
  reading,
  readings,
  SCENARIOS,
} from '../triage/readings.fixture';
import type { GuidanceStep } from '../triage/triage';

const guidance = (given: Reading[], target = TARGET) =>
  evaluateReadings({ target, readings: given }).decision.guidance;

const errors = (label: string) =>
  reading('error-rate', 'degraded', failing({ [label]: 0.4 }));

const unread = readings({
  'status-page': 'unknown',
  'integration-health': 'unknown',
  'error-rate': 'unknown',
  'recent-errors': 'unknown',
  workload: 'unknown',
});

const flat = (steps: GuidanceStep[]) =>
  steps
    .map(step => [step.text, step.detail, step.command, step.action].join('\n'))
    .join('\n');

describe('what the runbook does is in the guidance', () => {
  it.each<[string, Reading[], RegExp[]]>([
    [
      'triage 1: check Ideogram status',
      unread,
      [/curl .*status\.ideogram\.ai\/api\/v2\/summary\.json \| jq/],
    ],
    [
      'triage 2: check our integration health',
      unread,
      [/curl .*api\.yourapp\.com\/health \| jq .*\.services\.ideogram/],
    ],
    ['one-line health check', unread, [/\|\| echo UNHEALTHY/]],
    [
      'triage 3: check the error rate',
      unread,
      [/localhost:9090\/api\/v1\/query.*rate\(ideogram_errors_total\{\}\[5m\]/],
    ],
    [
      'triage 4: recent error logs',
      unread,
      [
        /kubectl .*logs -l app=ideogram-integration --since=5m .*grep -i error \| tail -20/,
      ],
    ],
    [
      'tree: wait for Ideogram, enable fallback',
      SCENARIOS['vendor-outage'],
      [/enable-fallback/, /Watch Ideogram's status until it is resolved/],
    ],
    [
      'tree: our integration, check credentials, config',
      readings({ 'error-rate': errors('weird') }),
      [/Verify the credential/, /Check the configuration/],
    ],
    [
      'tree: likely resolved or intermittent, monitor',
      SCENARIOS.healthy,
      [/Keep watching/, /likely resolved or intermittent/],
    ],
    [
      'tree: our infrastructure, check pods, memory, network',
      SCENARIOS['pods-crash'],
      [/Check the pods/, /Check their memory/, /Check their network/],
    ],
    [
      '401/403: verify that the key is set',
      SCENARIOS['key-revoked'],
      [/Verify the credential/, /get secret\/ideogram-secrets/],
    ],
    [
      '401/403: check whether the key was rotated',
      SCENARIOS['key-revoked'],
      [/dashboard whether the key was rotated/],
    ],
    [
      '401/403: update the secret and restart pods',
      SCENARIOS['key-revoked'],
      [
        /rotate-credential/,
        /patch secret\/ideogram-secrets/,
        /rollout restart deployment\/ideogram-integration/,
      ],
    ],
    [
      '429: check rate limit headers',
      SCENARIOS['rate-limited'],
      [/api\.ideogram\.ai \| grep -iE 'rate/],
    ],
    [
      '429: enable request queuing',
      SCENARIOS['rate-limited'],
      [/enable-queue/, /RATE_LIMIT_MODE=queue/],
    ],
    [
      '429: contact Ideogram for limit increase',
      SCENARIOS['rate-limited'],
      [/Contact Ideogram for a higher limit/],
    ],
    [
      '500/503: enable graceful degradation',
      SCENARIOS['vendor-outage'],
      [/set env deployment\/ideogram-integration IDEOGRAM_FALLBACK=true/],
    ],
    [
      '500/503: notify users of degraded service',
      SCENARIOS['vendor-outage'],
      [/Notify users of degraded service/],
    ],
    [
      '500/503: update the status page',
      SCENARIOS['vendor-outage'],
      [/Update our status page/],
    ],
    [
      '500/503: monitor Ideogram status',
      SCENARIOS['vendor-outage'],
      [/Watch Ideogram's status/],
    ],
    ['communicate status', SCENARIOS['key-revoked'], [/Tell people/]],
    [
      "can't reach status page: use mobile or VPN",
      unread,
      [/mobile network or a VPN/],
    ],
    ['kubectl fails: re-authenticate', unread, [/re-authenticate/]],
    [
      'metrics unavailable: check backup metrics',
      unread,
      [/check backup metrics/],
    ],
    [
      'secret rotation fails: escalate to admin',
      SCENARIOS['key-revoked'],
      [/permission is denied, escalate to Platform on-call/],
    ],
  ])('%s', (_, given, expected) => {
    const text = flat(guidance(given));
    for (const pattern of expected) expect(text).toMatch(pattern);
  });

  it.each(Object.entries(SCENARIOS))('without its mistakes: %s', (_, given) => {
    const text = flat(guidance(given));
    expect(text).not.toMatch(
      /base64 -d|--from-literal|--dry-run|start=2h|undefined|NEW_KEY/,
    );
  });
});

describe('the order', () => {
  const texts = (given: Reading[]) => guidance(given).map(({ text }) => text);

  it.each<[keyof typeof SCENARIOS, string[]]>([
    ['healthy', ['Keep watching']],
    [
      'vendor-outage',
      [
        'Enable fallback',
        'Notify users of degraded service',
        'Update our status page',
        "Watch Ideogram's status until it is resolved",
        'When it is over, disable fallback',
      ],
    ],
    [
      'key-revoked',
      [
        'Enable fallback',
        'Verify the credential',
        'See in the Ideogram dashboard whether the key was rotated',
        'Rotate the credential',
        'Tell people',
        'Read the last error lines',
        'When it is over, disable fallback',
        'Agree on who rotates keys, and how',
      ],
    ],
    [
      'no-credit',
      [
        'Enable fallback',
        'Top up the balance or raise the plan',
        'Meanwhile, enable the queue, if requests can wait',
        'Tell people',
        'Read the last error lines',
        'When it is over, disable fallback',
        'When it is over, disable the queue',
        'Be warned before the balance is used up',
      ],
    ],
    [
      'rate-limited',
      [
        'Enable the queue',
        'Tell people',
        'Check the limit and what is in flight',
        'Read the last error lines',
        'Contact Ideogram for a higher limit',
        'When it is over, disable the queue',
      ],
    ],
    [
      'slow',
      [
        'Keep watching',
        'If users give up waiting, enable fallback',
        'Tell people',
      ],
    ],
    [
      'pods-crash',
      [
        'Undo the last rollout',
        'Tell people',
        'Check the pods',
        'Check their memory',
        'Check their network',
        'Ask the health address yourself',
        'See what was rolled out last',
      ],
    ],
    [
      'network-cut',
      [
        'Enable fallback',
        'Tell people',
        'Check DNS from within a pod',
        'Check egress',
        'Check the proxy',
        'Check TLS, and the way from your own network',
        'Does the status page show an incident?',
        'If the status page shows an incident: wait for Ideogram',
        "Watch Ideogram's status until it is resolved",
        'If the status page shows no incident: fix our integration',
      ],
    ],
  ])('of %s', (scenario, expected) => {
    expect(texts(SCENARIOS[scenario])).toEqual(expected);
  });

  it('of an unannounced outage begins with the fallback', () => {
    const [first] = guidance(SCENARIOS['vendor-outage-unannounced']);
    expect(first).toMatchObject({
      text: 'Enable fallback',
      action: 'enable-fallback',
      detail: expect.stringContaining('A vendor fault is likely'),
    });
  });

  it.each([
    ['401', ['Enable fallback', 'Verify the credential']],
    ['402', ['Enable fallback', 'Top up the balance or raise the plan']],
    ['429', ['Enable the queue']],
  ])(
    'begins with what is ours after %s, whatever the status page says',
    (label, first) => {
      for (const status of ['failing', 'ok', 'unknown'] as const) {
        const given = { 'error-rate': errors(label), 'status-page': status };
        expect(texts(readings(given)).slice(0, first.length)).toEqual(first);
      }
      const announced = {
        'error-rate': errors(label),
        'status-page': 'failing',
      } as const;
      expect(texts(readings(announced))).toContain('Enable fallback');
    },
  );
});

describe('pods that crash', () => {
  const texts = (given: Reading[]) => guidance(given).map(({ text }) => text);
  const ROLLOUT = { revision: 6, startedAt: '2026-11-23T11:58:00.000Z' };

  it('since the last rollout have it undone, and are not restarted', () => {
    const [first, ...others] = guidance(SCENARIOS['pods-crash']);
    expect(first).toMatchObject({
      text: 'Undo the last rollout',
      detail: 'No pod of rollout 6 was ever up.',
      action: 'undo-rollout',
    });
    expect(others.flatMap(({ action }) => action ?? [])).toEqual([]);
  });

  it('for another reason are asked for it before something is undone', () => {
    expect(texts(readings({ workload: crashed() })).slice(0, 2)).toEqual([
      'Read what the pods said before they crashed',
      'Undo the last rollout, if the trouble began with it',
    ]);
  });

  it('are not to be undone where they crashed before the rollout, too', () => {
    const steps = guidance(
      readings({ workload: crashed({ ...ROLLOUT, wasDownBefore: true }) }),
    );
    expect(steps[0].text).toBe('Read what the pods said before they crashed');
    expect(steps[1]).toMatchObject({
      text: 'Roll out a version that is known to run',
      detail:
        'Pods were down before rollout 6, too: undoing it brings back what was down.',
      command: expect.stringContaining('rollout history'),
    });
    expect(flat(steps)).not.toMatch(/undo-rollout|rollout undo/);
  });

  it('come before errors that were counted before them', () => {
    const given = readings({
      'error-rate': errors('timeout'),
      workload: crashed(ROLLOUT),
    });
    expect(texts(given).slice(0, 2)).toEqual([
      'Undo the last rollout',
      'Enable fallback',
    ]);
  });

  it('come after a key that is refused, for which they may crash', () => {
    const given = readings({
      'error-rate': errors('401'),
      workload: crashed(),
    });
    expect(texts(given)[0]).toBe('Enable fallback');
  });
});

it('puts first, and once, what no answer changes', () => {
  const given = readings({
    'status-page': 'unknown',
    'error-rate': errors('503'),
  });
  expect(guidance(given).map(({ text }) => text)).toEqual([
    'Enable fallback',
    'Does the status page show an incident?',
    'Tell people',
    'If the status page shows an incident: wait for Ideogram',
    "Watch Ideogram's status until it is resolved",
    'If the status page shows no incident: fix our integration',
    'Report the errors to Ideogram',
    "Watch Ideogram's status until it shows the incident",
    'Rule out our side: verify the credential',
    'Check the configuration of the integration',
  ]);
});

it('leaves the fallback to those whom a few refused requests do not hit', () => {
  const given = readings({
    'error-rate': reading('error-rate', 'degraded', failing({ 403: 0.004 })),
  });
  expect(guidance(given)[0].text).toBe('Verify the credential');
});

describe('a world that can not be read', () => {
  const partly = readings({
    'integration-health': reading('integration-health', 'degraded'),
    'error-rate': 'unknown',
    latency: 'unknown',
    'recent-errors': 'unknown',
    workload: 'unknown',
  });

  it('is checked by hand, then by what is still possible', () => {
    expect(guidance(partly).map(({ text }) => text)).toEqual([
      'Is the Ideogram API returning errors? Read the logs.',
      'Is the Ideogram API returning errors? Ask the metrics.',
      'Do our pods run?',
      'Tell people',
      'If the API returns errors: fix our integration',
      'Verify the credential',
      'Check the configuration of the integration',
      'Read the last error lines',
      'See which errors they are',
      'Undo the last rollout, if the errors began with it',
      'If the API returns no errors: fix our infrastructure',
      'Check the pods',
      'Check their memory',
      'Check their network',
      'Restart the integration, if pods hang',
      'Ask the health address yourself',
      'See what was rolled out last',
    ]);
  });

  it('says of each step which outcome it is for, beginning with its condition', () => {
    const firstOf = new Map(
      [...guidance(unread)].reverse().map(step => [step.outcome, step.text]),
    );
    expect(Object.fromEntries(firstOf)).toEqual({
      undefined: expect.stringMatching(/^Is the Ideogram API/),
      'wait-for-ideogram': expect.stringMatching(/: wait for Ideogram$/),
      'fix-our-integration': expect.stringMatching(/: fix our integration$/),
      monitor: expect.stringMatching(/: monitor$/),
      'fix-our-infrastructure': expect.stringMatching(
        /: fix our infrastructure$/,
      ),
    });
  });

  it('names this target in its commands', () => {
    const text = flat(
      guidance(unread, {
        ...TARGET,
        kubernetes: {
          ...KUBERNETES,
          namespace: 'images',
          labelSelector: 'app in (a, b)',
        },
      }),
    );
    expect(text).toContain("kubectl -n images get pods -l 'app in (a, b)'");
    expect(text).not.toContain('-n default');
  });

  it('leaves every outcome open where nothing is known', () => {
    expect(
      guidance(unread).filter(({ text }) => text.startsWith('If the')),
    ).toMatchObject([
      {
        text: 'If the API returns errors and the status page shows an incident: wait for Ideogram',
      },
      {
        text: 'If the API returns errors and the status page shows no incident: fix our integration',
      },
      {
        text: 'If the API returns no errors and our service is healthy: monitor',
      },
      {
        text: 'If the API returns no errors and our service is not healthy: fix our infrastructure',
      },
    ]);
  });
});

it.each(Object.entries({ ...SCENARIOS, unread }))(
  'gives a target without a cluster orders, but neither kubectl nor actions: %s',
  (_, given) => {
    const bare = {
      ...TARGET,
      kubernetes: undefined,
      statusPage: undefined,
      health: undefined,
      prometheus: [],
      links: [],
    };
    const steps = guidance(given, bare);
    expect(steps.length).toBeGreaterThan(0);
    expect(flat(steps)).not.toMatch(/kubectl|undefined/);
    expect(steps.flatMap(({ action }) => action ?? [])).toEqual([]);
  },
);

it.each(Object.entries({ ...SCENARIOS, unread }))(
  'gives commands that a shell can read: %s',
  (_, given) => {
    const commands = guidance(given).flatMap(({ command }) => command ?? []);
    for (const command of commands) {
      expect(() =>
        execFileSync('bash', ['--norc', '-n', '-c', command]),
      ).not.toThrow();
    }
  },
);

describe('links', () => {
  const linkOf = (given: Reading[], text: string) =>
    guidance(given).find(step => step.text.startsWith(text))?.link;

  it('lead to the incident, the vendor and the dashboard', () => {
    expect(linkOf(SCENARIOS['vendor-outage'], 'Watch')).toEqual({
      title: 'Elevated API errors',
      url: 'https://status.ideogram.ai/incidents/1',
    });
    expect(linkOf(SCENARIOS['no-credit'], 'Top up')?.title).toBe(
      'Ideogram console',
    );
    expect(linkOf(SCENARIOS.slow, 'Keep watching')?.title).toBe('Grafana');
  });

  it('never lead where a browser should not go', () => {
    const given = readings({
      'error-rate': errors('500'),
      'status-page': reading('status-page', 'failing', {
        incidents: [{ title: 'x', ours: true, url: 'data:text/html,x' }],
      }),
    });
    expect(linkOf(given, 'Watch')).toBeUndefined();
  });
});

it('closes each monitoring gap once', () => {
  const problem = { issue: 'I.', cause: 'C.', solution: 'Do S.' };
  const given = readings({
    'error-rate': reading('error-rate', 'ok', {}, { problem }),
    latency: reading('latency', 'unknown', undefined, { problem }),
    'recent-errors': logged(),
  });
  expect(guidance(given)).toEqual([
    expect.objectContaining({ text: 'Keep watching' }),
    { text: 'Do S.', detail: 'I. C.' },
  ]);
});

it.each([
  [30, 'An image usually takes 5 s to 25 s; a P95 over the limit means'],
  [3, 'so the limit of 3 s may be exceeded while all is well'],
])('says of slow images with a limit of %i s what it means', (limit, words) => {
  const target = {
    ...TARGET,
    thresholds: { ...TARGET.thresholds, latencyP95Seconds: limit },
  };
  expect(guidance(SCENARIOS.slow, target)[0].detail).toContain(words);
});

describe('with a mitigation in force', () => {
  const inForce = (given: Reading[], mitigations: ('queue' | 'fallback')[]) =>
    guidance([
      ...given.filter(({ probe }) => probe !== 'workload'),
      reading('workload', 'ok', { mitigations }),
    ]).map(({ action }) => action);

  it.each<[keyof typeof SCENARIOS, 'queue' | 'fallback']>([
    ['vendor-outage', 'fallback'],
    ['vendor-outage-unannounced', 'fallback'],
    ['slow', 'fallback'],
    ['rate-limited', 'queue'],
    ['no-credit', 'queue'],
  ])('nobody is told in %s to enable the %s again', (scenario, mitigation) => {
    const given = SCENARIOS[scenario];
    expect(inForce(given, [])).toContain(`enable-${mitigation}`);
    expect(inForce(given, [mitigation])).not.toContain(`enable-${mitigation}`);
  });

  it('what the queue does not stop is stopped by the fallback', () => {
    const many = readings({ 'error-rate': errors('429') });
    expect(inForce(many, ['queue'])[0]).toBe('enable-fallback');
    expect(inForce(many, [])).not.toContain('enable-fallback');
    const few = readings({
      'error-rate': reading('error-rate', 'degraded', failing({ 429: 0.04 })),
    });
    expect(inForce(few, ['queue'])).not.toContain('enable-fallback');
  });

  it('a fallback whose outage is over is ended first of all', () => {
    const health = readings({ 'integration-health': 'degraded' });
    expect(inForce(health, ['fallback'])[0]).toBe('disable-fallback');
    expect(inForce(SCENARIOS.healthy, ['fallback'])[0]).toBe(
      'disable-fallback',
    );
    expect(inForce(SCENARIOS['vendor-outage'], ['fallback'])[0]).not.toBe(
      'disable-fallback',
    );
  });

  it('a fallback that is all that is left leaves nothing else to look into', () => {
    const steps = guidance(
      readings({
        'integration-health': 'degraded',
        workload: reading('workload', 'ok', { mitigations: ['fallback'] }),
      }),
    );
    expect(steps.map(({ text }) => text)).toEqual([
      'Disable fallback: Ideogram is well again',
      'Then ask the health address whether our service is healthy',
    ]);
  });

  it('a fallback is not ended while no pod lives', () => {
    const dead = crashed({
      revision: 6,
      startedAt: '2026-11-23T11:58:00.000Z',
    });
    const [first, ...others] = guidance(
      readings({
        workload: {
          ...dead,
          details: { ...dead.details, mitigations: ['fallback'] },
        },
      }),
    );
    expect(first.action).toBe('undo-rollout');
    expect(flat(others)).not.toContain('disable-fallback');
  });
});
