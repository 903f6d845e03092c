import { useContract } from 'sandbox/contract';
import { closeUpstreams } from '../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  carryOut,
  ended,
  inBase64,
  NEW_KEY,
  OLD_KEY,
  RemediationWorld,
  type Portal,
} from './__testUtils__/remediationWorld';

jest.setTimeout(120_000);

const contract = useContract();
const world = new RemediationWorld(contract);
let portal: Portal;

beforeAll(async () => {
  await world.start();
  portal = await world.portal();
}, 120_000);

afterEach(() => {
  world.errors = {};
  world.acceptedKeys = [OLD_KEY, NEW_KEY];
});

afterAll(async () => {
  await world.stop();
  await closeUpstreams();
});

const ORIGINAL_ENV = [
  {
    name: 'KEY',
    valueFrom: { secretKeyRef: { name: 'ideogram-secrets', key: 'api-key' } },
  },
  { name: 'MODE', value: 'direct' },
];

async function actions() {
  const response = await portal.of('checkout', 'actions');
  expect(response.status).toBe(200);
  return (await response.json()).actions as any[];
}

const actionOf = async (id: string) =>
  (await actions()).find(action => action.id === id);

it('tells what may be done, and what stands in the way', async () => {
  const list = await actions();
  expect(list.map(({ id, allowed }) => [id, allowed])).toEqual([
    ['verify-credential', true],
    ['rotate-credential', true],
    ['restart', true],
    ['enable-queue', true],
    ['disable-queue', false],
    ['enable-fallback', true],
    ['disable-fallback', false],
  ]);
  expect(list.filter(({ readOnly }) => readOnly)).toEqual([
    expect.objectContaining({ id: 'verify-credential' }),
  ]);
  const disable = list.find(({ id }) => id === 'disable-fallback');
  expect(disable.refusals).toEqual([
    { by: 'state', reason: expect.stringContaining('not in force') },
  ]);
});

it('enables fallback, remembers it, and restores exactly what was there', async () => {
  world.errors = { 500: 4 };
  const before = await world.deployment();
  const response = await portal.post(
    actionPath('enable-fallback'),
    { reason: 'Vendor outage' },
    { key: crypto.randomUUID() },
  );
  const { id } = await response.json();
  await world.rolledOutAfter(before.metadata.generation);
  world.errors = { 500: 0.5 };
  const operation = await ended(portal, id);
  expect(operation).toMatchObject({
    status: 'succeeded',
    outcome: 'verified',
    actor: 'user:default/jane',
    rollout: { updated: 2, available: 2, desired: 2 },
  });
  expect(operation.steps.map(({ name, status }) => [name, status])).toEqual([
    ['Recorded', 'done'],
    ['Deployment looked at', 'done'],
    ['Deployment changed', 'done'],
    ['Pods are ready', 'done'],
    ['Watch that users are served', 'done'],
  ]);
  expect(await world.env()).toContainEqual({
    name: 'IDEOGRAM_FALLBACK',
    value: 'true',
  });
  expect((await actionOf('enable-fallback')).mitigation).toMatchObject({
    inForce: true,
    by: 'user:default/jane',
    reason: 'Vendor outage',
    reasonGone: false,
    revertedBy: 'disable-fallback',
  });

  world.errors = {};
  const reverted = await carryOut(portal, 'disable-fallback');
  expect(reverted).toMatchObject({ status: 'succeeded', outcome: 'verified' });
  expect(await world.env()).toEqual(ORIGINAL_ENV);
  const after = await world.deployment();
  const { 'ideogram-incident/operation': marker, ...annotations } =
    after.metadata.annotations;
  expect(marker).toBe(reverted.id);
  expect({
    ...annotations,
    'deployment.kubernetes.io/revision': undefined,
  }).toEqual({
    ...before.metadata.annotations,
    'deployment.kubernetes.io/revision': undefined,
  });
});

it('shows beforehand what the cluster would store, and changes nothing', async () => {
  const before = await world.deployment();
  const secretBefore = await world.secret();
  const response = await portal.post(actionPath('rotate-credential'), {
    dryRun: true,
    parameters: { apiKey: NEW_KEY },
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  const { changes } = JSON.parse(text);
  expect(changes.map(({ kind }: { kind: string }) => kind)).toEqual([
    'Secret',
    'Deployment',
  ]);
  expect(changes[0].diff).toMatch(/-\s+api-key: .*fingerprint/);
  expect(changes[1].diff).toContain('kubectl.kubernetes.io/restartedAt');
  for (const key of [OLD_KEY, NEW_KEY]) {
    expect(text).not.toContain(key);
    expect(text).not.toContain(inBase64(key));
  }
  expect(await world.secret()).toEqual(secretBefore);
  expect((await world.deployment()).metadata.generation).toBe(
    before.metadata.generation,
  );
});

it('shows beforehand the harm that it shows at the button', async () => {
  const response = await portal.post(actionPath('rotate-credential'), {
    dryRun: true,
    parameters: { apiKey: NEW_KEY },
  });
  const { warnings } = await response.json();
  expect(warnings).toContainEqual(
    expect.stringMatching(/^The present key works: /),
  );
  expect(warnings).toEqual((await actionOf('rotate-credential')).warnings);
});

it('changes nothing with a key that Ideogram refuses', async () => {
  world.acceptedKeys = [OLD_KEY];
  const before = await world.secret();
  const operation = await carryOut(portal, 'rotate-credential', {
    parameters: { apiKey: NEW_KEY },
  });
  expect(operation).toMatchObject({
    status: 'failed',
    error: { issue: expect.stringContaining('Nothing was changed') },
  });
  expect(await world.secret()).toEqual(before);
});

it('rotates one key, keeps the others, and sees the errors stop', async () => {
  world.errors = { 401: 4 };
  const response = await portal.post(
    actionPath('rotate-credential'),
    { parameters: { apiKey: NEW_KEY }, reason: 'Revoked' },
    { key: 'rotate-once' },
  );
  expect(response.status).toBe(202);
  const { id } = await response.json();
  await world.logWith(`key=${NEW_KEY}`);
  world.errors = {};
  const operation = await ended(portal, id);
  expect(operation).toMatchObject({ status: 'succeeded', outcome: 'verified' });
  expect(operation.summary).toContain('Before: 100% of requests');

  const { data, metadata } = await world.secret();
  expect(data['api-key']).toBe(inBase64(NEW_KEY));
  expect(Object.keys(data)).toEqual(['api-key', 'other']);
  expect(metadata.annotations).toEqual({ 'ideogram-incident/operation': id });
  expect(JSON.stringify(operation)).not.toContain(NEW_KEY);
});

it('verifies the credential without showing it', async () => {
  const good = await carryOut(portal, 'verify-credential');
  expect(good).toMatchObject({ status: 'succeeded', outcome: 'verified' });
  expect(good.summary).toMatch(/[0-9a-f]{4} [0-9a-f]{4}/);
  world.acceptedKeys = [];
  const bad = await carryOut(portal, 'verify-credential');
  expect(bad).toMatchObject({
    status: 'succeeded',
    outcome: 'key-refused',
    summary: expect.stringContaining('Rotate the credential'),
  });
  expect(JSON.stringify([good, bad])).not.toMatch(/(old|new)-key/);
});

it('answers the same key with the same operation, and refuses it for another', async () => {
  const key = 'the same key';
  const send = (body: object, action = 'verify-credential') =>
    portal.post(actionPath(action), body, { key: key.replace(/ /g, '-') });
  const [first, second] = await Promise.all([send({}), send({})]);
  const { id } = await first.json();
  expect((await second.json()).id).toBe(id);
  await ended(portal, id);
  expect((await (await send({})).json()).id).toBe(id);
  expect((await send({ reason: 'Another one' })).status).toBe(422);
  expect((await send({}, 'enable-queue')).status).toBe(422);
  const without = await portal.post(actionPath('restart'), {});
  expect(without.status).toBe(400);
  expect(await without.text()).toContain('Idempotency-Key');
});

it('does once what many ask for at the same time', async () => {
  const before = await world.deployment();
  const responses = await Promise.all(
    Array.from({ length: 20 }, () =>
      portal.post(actionPath('restart'), {}, { key: crypto.randomUUID() }),
    ),
  );
  const accepted = responses.filter(({ status }) => status === 202);
  const refused = responses.filter(({ status }) => status === 409);
  expect(accepted).toHaveLength(1);
  expect(refused).toHaveLength(19);
  const { id } = await accepted[0].json();
  expect((await refused[0].json()).error.operation).toBe(id);
  await ended(portal, id);
  const late = await portal.post(actionPath('restart'), {}, { key: 'late' });
  expect(late.status).toBe(409);
  expect((await late.json()).error).toMatchObject({
    message: expect.stringContaining('a moment ago'),
    operation: id,
  });
  const after = await world.deployment();
  expect(after.metadata.generation).toBe(before.metadata.generation + 1);
  const other = await carryOut(portal, 'verify-credential', {}, 'another');
  expect(other.status).toBe('succeeded');
});

it.each([
  ['no-such-action', {}, 404, 'no-such-action'],
  ['rotate-credential', {}, 400, 'parameters.apiKey'],
  [
    'rotate-credential',
    { parameters: { apiKey: 'a\nb' } },
    400,
    'parameters.apiKey: the key contains a space, a line break',
  ],
  ['restart', { parameters: { force: true } }, 400, 'force'],
  [
    'restart',
    { parameters: { MY_SECRET: 'x' } },
    400,
    'parameters.MY_SECRET: is not a known field',
  ],
  ['disable-queue', {}, 409, 'not in force'],
])('refuses %s with %j', async (action, body, status, words) => {
  const response = await portal.post(actionPath(action), body, {
    key: crypto.randomUUID(),
  });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(words);
});

it('refuses what a paused deployment would not carry out', async () => {
  const pause = (paused: boolean) =>
    contract.admin.patch(world.deploymentPath, 'merge', { spec: { paused } });
  await pause(true);
  const response = await portal.post(
    actionPath('restart'),
    {},
    { key: crypto.randomUUID() },
  );
  expect(response.status).toBe(409);
  expect(await response.text()).toContain('paused');
  await pause(false);
});

it('tells newest first what was done', async () => {
  const response = await portal.of('checkout', 'operations');
  const { operations } = await response.json();
  expect(operations.length).toBeGreaterThan(4);
  const text = JSON.stringify(operations);
  expect(text).not.toContain(NEW_KEY);
  expect(text).not.toContain(inBase64(NEW_KEY));
});
