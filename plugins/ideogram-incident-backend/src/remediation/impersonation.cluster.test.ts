import { useContract } from 'sandbox/contract';
import { closeUpstreams } from '../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  carryOut,
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

// The account itself can change nothing and see no secret, so that whatever is
// changed was changed in the name of the person; and people can't see the pods.
beforeAll(async () => {
  const rights = ['reader', 'impersonator', 'people'] as const;
  await world.start({ impersonate: true }, [...rights]);
  portal = await world.portal();
}, 120_000);

afterAll(async () => {
  await world.stop();
  await closeUpstreams();
});

const actAs = (person: string, action: string, body: object = {}) =>
  carryOut(portal, action, body, crypto.randomUUID(), `user:default/${person}`);

it('changes and reverts in the name of the person who asks', async () => {
  const before = await world.env();
  expect(await actAs('responder', 'enable-queue')).toMatchObject({
    status: 'succeeded',
    outcome: 'verified',
    actor: 'user:default/responder',
    rollout: { updated: 2, available: 2, desired: 2 },
  });
  expect(await world.env()).not.toEqual(before);
  await actAs('responder', 'disable-queue');
  expect(await world.env()).toEqual(before);
});

it('reads and changes the secret in the name of the person', async () => {
  const rotated = await actAs('administrator', 'rotate-credential', {
    parameters: { apiKey: NEW_KEY },
  });
  expect(rotated.status).toBe('succeeded');
  expect((await world.secret()).data['api-key']).toBe(inBase64(NEW_KEY));
  const verified = await actAs('administrator', 'verify-credential');
  expect(verified.status).toBe('succeeded');
});

it.each<[string, string, object, string]>([
  [
    'responder',
    'rotate-credential',
    { parameters: { apiKey: OLD_KEY } },
    'user:default/responder',
  ],
  ['viewer', 'restart', {}, 'user:default/viewer'],
  ['stranger', 'restart', {}, 'impersonate'],
])('does not let the %s %s', async (person, action, body, words) => {
  const before = [await world.deployment(), await world.secret()];
  const as = `user:default/${person}`;
  for (const dryRun of [true, false]) {
    const response = await portal.post(
      actionPath(action),
      { ...body, dryRun },
      { as, key: crypto.randomUUID() },
    );
    expect(response.status).not.toBe(202);
    expect(response.ok).toBe(false);
    expect(await response.text()).toContain(words);
  }
  const after = [await world.deployment(), await world.secret()];
  expect(after.map(({ metadata }) => metadata.generation)).toEqual(
    before.map(({ metadata }) => metadata.generation),
  );
  expect(after[1]).toEqual(before[1]);
});
