import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import type { AssessmentInput } from 'backstage-plugin-ideogram-incident-node';
import { deploymentOf } from '../../patches/__testUtils__/deployment';
import {
  ownsRecord,
  ownsValue,
} from '../../patches/__testUtils__/managedFields';
import { AT, inputOf, targetOf } from '../__testUtils__/input';
import { fallback } from '../builtInActions';
import { createDisableAction, createEnableAction } from './overrideActions';

const enable = createEnableAction(fallback);
const disable = createDisableAction(fallback);
const ANNOTATION = 'ideogram-incident/mitigation.ideogram-fallback';

const record = (before: unknown, more: object = {}) => ({
  [ANNOTATION]: JSON.stringify({
    action: 'enable-fallback',
    container: 'app',
    env: 'IDEOGRAM_FALLBACK',
    value: 'true',
    before,
    since: AT,
    by: 'user:default/jane',
    reason: 'Vendor outage',
    ...more,
  }),
});
const entry = (value: string) => ({ name: 'IDEOGRAM_FALLBACK', value });
const deploymentWith = (
  env: unknown,
  annotations: object = {},
  managedFields?: object[],
) =>
  deploymentOf({
    metadata: { annotations, managedFields },
    containers: [{ name: 'app', env }],
  });
const inputWith = (...world: Parameters<typeof deploymentWith>) =>
  inputOf({ deployment: deploymentWith(...world) });

const OFF = [entry('false')];
const ON = [entry('true')];

it('says what enabling does, and what it replaces', () => {
  expect(enable.assess(inputWith(OFF))).toEqual({
    refusals: [],
    checks: [
      "The deployment isn't paused.",
      'The last rollout is complete.',
      'The container app has IDEOGRAM_FALLBACK=false.',
    ],
    warnings: [],
    plan: [
      'Sets IDEOGRAM_FALLBACK=true and restarts 6 pods, one after the other.',
      'Keeps on record what stood there before: IDEOGRAM_FALLBACK=false.',
    ],
    mitigation: {
      inForce: false,
      before: 'IDEOGRAM_FALLBACK=false',
      revertedBy: 'disable-fallback',
    },
  });
});

it('keeps on record who enabled it, when and why', async () => {
  const input = inputOf({ deployment: deploymentWith([]), reason: 'Outage' });
  const { deployment } = (await enable.changes(input)) as any;
  expect(JSON.parse(deployment.metadata.annotations[ANNOTATION])).toEqual({
    action: 'enable-fallback',
    container: 'app',
    env: 'IDEOGRAM_FALLBACK',
    value: 'true',
    before: null,
    since: AT,
    by: 'user:default/jane',
    reason: 'Outage',
  });
});

it.each([
  ['no IDEOGRAM_FALLBACK', null],
  ['IDEOGRAM_FALLBACK=false', entry('false')],
  [
    'IDEOGRAM_FALLBACK from the secret modes, key fallback',
    {
      name: 'IDEOGRAM_FALLBACK',
      valueFrom: { secretKeyRef: { name: 'modes', key: 'fallback' } },
    },
  ],
  [
    'IDEOGRAM_FALLBACK from the config map modes, key fallback',
    {
      name: 'IDEOGRAM_FALLBACK',
      valueFrom: { configMapKeyRef: { name: 'modes', key: 'fallback' } },
    },
  ],
  [
    'IDEOGRAM_FALLBACK from a source of the cluster',
    { name: 'IDEOGRAM_FALLBACK', valueFrom: { fieldRef: {} } },
  ],
])('tells that it is in force, in the place of %s', (before, stood) => {
  const input = inputWith(ON, record(stood));
  expect(enable.assess(input)).toMatchObject({
    refusals: [
      'Already so: the container app has IDEOGRAM_FALLBACK=true. To revert it: Disable fallback.',
    ],
    mitigation: {
      inForce: true,
      since: AT,
      by: 'user:default/jane',
      reason: 'Vendor outage',
      before,
      revertedBy: 'disable-fallback',
    },
  });
  expect(disable.assess(input)).toMatchObject({
    refusals: [],
    warnings: [],
    plan: [
      stood
        ? `Brings back ${before} and restarts 6 pods, one after the other.`
        : 'Removes IDEOGRAM_FALLBACK and restarts 6 pods, one after the other.',
    ],
  });
});

it('has nothing to change where it is in force, or is not', async () => {
  expect(await enable.changes(inputWith(ON))).toEqual({});
  expect(await disable.changes(inputWith(OFF))).toEqual({});
});

it('restores what is on record', async () => {
  const input = inputWith(ON, record(entry('false')));
  expect(await disable.changes(input)).toEqual({
    deployment: {
      metadata: { annotations: { [ANNOTATION]: null } },
      spec: {
        template: { spec: { containers: [{ name: 'app', env: OFF }] } },
      },
    },
  });
});

it.each([
  [undefined, {}, 'no IDEOGRAM_FALLBACK'],
  [[entry('later')], record(null), 'IDEOGRAM_FALLBACK=later'],
])('is not in force with %j', (env, annotations, present) => {
  const input = inputWith(env, annotations);
  expect(disable.assess(input).refusals).toEqual([
    `IDEOGRAM_FALLBACK=true is not in force: the container app has ${present}.`,
  ]);
  const { mitigation } = enable.assess(input);
  expect(mitigation).toEqual({
    inForce: false,
    before: present,
    revertedBy: 'disable-fallback',
  });
});

it('warns that what somebody else has set is removed', () => {
  const input = inputOf({
    deployment: deploymentOf({
      metadata: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } },
      containers: [{ name: 'app', env: ON }],
    }),
  });
  expect(enable.assess(input).mitigation).toEqual({
    inForce: true,
    before: 'no IDEOGRAM_FALLBACK',
    revertedBy: 'disable-fallback',
  });
  expect(disable.assess(input).warnings).toEqual([
    "IDEOGRAM_FALLBACK was set outside of the portal: what stood there before isn't known, so it is removed.",
    expect.stringMatching(/^Flux .* The entry comes back within minutes, if/),
  ]);
});

it('names nobody where somebody else has set it again', async () => {
  const input = inputWith(ON, record(entry('false')), [
    ownsRecord('portal', 'IDEOGRAM_FALLBACK'),
    ownsValue('kubectl-set', 'IDEOGRAM_FALLBACK'),
  ]);
  expect(enable.assess(input).mitigation).toEqual({
    inForce: true,
    before: 'no IDEOGRAM_FALLBACK',
    revertedBy: 'disable-fallback',
  });
  expect(disable.assess(input)).toMatchObject({
    refusals: [],
    warnings: [expect.stringContaining('was set outside of the portal')],
    plan: [expect.stringMatching(/^Removes IDEOGRAM_FALLBACK/)],
  });
});

it('changes nothing where what stands there is too long to be kept', async () => {
  const input = inputWith([entry('x'.repeat(70_000))]);
  await expect(enable.changes(input)).rejects.toMatchObject({
    name: 'ActionError',
    problem: { issue: expect.stringContaining('Nothing was changed') },
  });
});

it.each([
  [OFF, /reverted/],
  [undefined, /unnoticed/],
])(
  'tells of %j whether GitOps reverts it or leaves a ghost',
  (env, warning) => {
    const deployment = deploymentOf({
      metadata: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } },
      containers: [{ name: 'app', env }],
    });
    const { warnings } = enable.assess(inputOf({ deployment }));
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  },
);

const several = deploymentOf({
  containers: [{ name: 'app' }, { name: 'log' }],
});

it.each<[string, AssessmentInput, RegExp]>([
  [
    'the container is not known',
    { target: targetOf(), deployment: several },
    /several containers, app, log: .* kubernetes\.container\.$/,
  ],
  [
    'the container is another',
    { target: targetOf({ container: 'web' }), deployment: several },
    /^There is no container web, only app, log/,
  ],
  [
    'the entry stands there twice',
    { target: targetOf(), deployment: deploymentWith([...OFF, ...ON]) },
    /^The container app has IDEOGRAM_FALLBACK 2 times/,
  ],
  [
    'another container has it overridden',
    {
      target: targetOf({ container: 'app' }),
      deployment: deploymentOf({
        metadata: { annotations: record(null, { container: 'log' }) },
        containers: [{ name: 'app' }, { name: 'log', env: ON }],
      }),
    },
    /^The container log has an override .* on record/,
  ],
])('is refused where %s', async (_, input, refusal) => {
  for (const action of [enable, disable]) {
    const { refusals, mitigation } = action.assess(input);
    expect(refusals).toEqual([expect.stringMatching(refusal)]);
    expect(mitigation).toBeUndefined();
    await expect(
      action.changes({ ...inputOf(), ...input }),
    ).rejects.toMatchObject({
      name: 'ActionError',
      problem: {
        issue:
          'Nothing was changed: it is not clear which entry IDEOGRAM_FALLBACK to change.',
        cause: expect.stringMatching(refusal),
      },
    });
  }
});

it('shows of a record nothing secret and nothing that is not text', () => {
  const { mitigation } = enable.assess(
    inputWith(
      ON,
      record(entry('postgres://a:hunter22@db'), {
        reason: 'see password=hunter22\u0007\u202e',
      }),
    ),
  );
  expect(JSON.stringify(mitigation)).not.toMatch(/hunter22|\\u0007|\u202e/);
});

describe('warns of the wrong moment', () => {
  const rate = (status: string, errorRatio: number) =>
    ({
      probe: 'error-rate',
      status,
      summary: '',
      details: {
        requestsPerSecond: 4,
        errorsPerSecond: 4 * errorRatio,
        errorRatio,
        threshold: 0.05,
        errors: [
          {
            errorType: '503',
            errorClass: 'vendor-fault',
            perSecond: 4 * errorRatio,
          },
        ],
        rateLimitedPerMinute: 0,
        rateLimitedThreshold: 5,
      },
    } as unknown as Reading);
  const page = (status: string) =>
    ({ probe: 'status-page', status, summary: '' } as unknown as Reading);
  const warningsOf = (of: typeof disable, env: unknown, readings?: Reading[]) =>
    of.assess({ ...inputWith(env, record(null)), readings }).warnings;

  it.each<[string, Reading[] | undefined, unknown[]]>([
    ['nobody has looked', undefined, []],
    ['it is over', [rate('ok', 0), page('ok')], []],
    [
      'Ideogram still fails',
      [rate('degraded', 0.62), page('ok')],
      [
        '62% of 4 requests/s fail with 503. That is with the fallback on: without it, at least as many fail, and perhaps all.',
      ],
    ],
    [
      'nothing shows that it is over',
      [rate('ok', 0)],
      [expect.stringMatching(/^Nothing shows .* over: it has been on for \d/)],
    ],
  ])('to disable, where %s', (_, readings, warnings) => {
    expect(warningsOf(disable, ON, readings)).toEqual(warnings);
  });

  it('to enable, where nothing is wrong', () => {
    expect(warningsOf(enable, OFF, [rate('ok', 0)])).toContain(
      'Nothing is wrong now. None of 4 requests/s fails. The fallback gives users less than Ideogram does.',
    );
    expect(
      warningsOf(enable, OFF, [rate('degraded', 0.62)]),
    ).not.toContainEqual(expect.stringMatching(/^Nothing is wrong/));
  });
});
