import { createServiceFactory } from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import { useContract } from 'sandbox/contract';
import { closeUpstreams } from '../../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  ended,
  NEW_KEY,
  OLD_KEY,
  RemediationWorld,
  type Portal,
} from '../__testUtils__/remediationWorld';

jest.setTimeout(120_000);

const AUTHOR = 'user:default/jane';
const SECOND = 'user:default/joe';

const world = new RemediationWorld(useContract());
let portal: Portal;
const notified: { payload: { link?: string } }[] = [];

beforeAll(async () => {
  const approval = 'second-person';
  await world.start({
    actions: {
      restart: { approval },
      'enable-queue': { approval },
      'rotate-credential': { approval },
    },
  });
  portal = await world.portal({
    features: [
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          // Takes for ever: no request waits for it.
          send: options => {
            notified.push(options);
            return new Promise(() => {});
          },
        }),
      }),
    ],
  });
}, 120_000);

afterAll(async () => {
  await world.stop();
  await closeUpstreams();
});

async function ask(action: string, body: object = {}) {
  const response = await portal.post(actionPath(action), body, {
    key: crypto.randomUUID(),
  });
  expect(response.status).toBe(202);
  return response.json();
}

const say = (
  { id }: { id: string },
  word: 'approve' | 'reject' | 'withdraw',
  as: string,
  body: object = { reason: 'Seen' },
) => portal.post(`/operations/${id}/${word}`, body, { as });

it('shows the second person what the cluster would store, and no secret', async () => {
  const before = await world.secret();
  const operation = await ask('rotate-credential', {
    parameters: { apiKey: NEW_KEY },
    reason: 'Revoked',
  });
  const { changes, warnings } = operation.approval.preview;
  expect(changes).toEqual([
    expect.objectContaining({
      kind: 'Secret',
      diff: expect.stringMatching(/^-.*api-key.*\n\+.*api-key/m),
    }),
    expect.objectContaining({
      kind: 'Deployment',
      diff: expect.stringContaining('restartedAt'),
    }),
  ]);
  expect(warnings).toContainEqual(
    expect.stringMatching(/^The present key works: /),
  );
  expect(JSON.stringify(operation)).not.toMatch(
    new RegExp(
      [NEW_KEY, OLD_KEY]
        .flatMap(key => [key, Buffer.from(key).toString('base64')])
        .join('|'),
    ),
  );
  expect(await world.secret()).toEqual(before);
  expect(JSON.stringify(notified)).not.toContain(NEW_KEY);
  expect(notified.at(-1)?.payload.link).toContain(operation.id);
  expect((await say(operation, 'withdraw', AUTHOR)).status).toBe(200);
});

it('is carried out though an autoscaler has changed the number of pods meanwhile', async () => {
  const operation = await ask('enable-queue');
  await world.patchDeployment({ spec: { replicas: 3 } });
  expect((await say(operation, 'approve', SECOND)).status).toBe(200);
  expect(await ended(portal, operation.id)).toMatchObject({
    status: 'succeeded',
  });
  expect(await world.env()).toContainEqual({
    name: 'RATE_LIMIT_MODE',
    value: 'queue',
  });
});

it('is not carried out on pods other than those that were looked at', async () => {
  const hashNow = async () => {
    const list = await portal.of('checkout', 'actions?target=production');
    return (await list.json()).deploymentHash;
  };
  const operation = await ask('restart');
  expect(operation.approval.deploymentHash).toBe(await hashNow());
  const template = { metadata: { annotations: { deployed: 'again' } } };
  await world.patchDeployment({ spec: { template } });
  const { generation } = (await world.deployment()).metadata;
  expect(operation.approval.deploymentHash).not.toBe(await hashNow());
  await say(operation, 'approve', SECOND);
  expect(await ended(portal, operation.id)).toMatchObject({
    status: 'failed',
    error: {
      issue: 'Nothing was changed.',
      cause: expect.stringContaining('has been changed since'),
    },
  });
  expect((await world.deployment()).metadata.generation).toBe(generation);
});

it('is taken back by its author, and by nobody else', async () => {
  const operation = await ask('restart');
  const others = await say(operation, 'withdraw', SECOND);
  expect(others.status).toBe(403);
  const own = await say(operation, 'withdraw', AUTHOR);
  expect(await own.json()).toMatchObject({
    status: 'withdrawn',
    finishedAt: expect.any(String),
  });
  expect((await say(operation, 'approve', SECOND)).status).toBe(409);
});

it('asks nobody to approve what the cluster would refuse', async () => {
  await world.patchDeployment({ spec: { paused: true } });
  const response = await portal.post(
    actionPath('restart'),
    {},
    { key: crypto.randomUUID() },
  );
  expect(response.status).toBe(409);
  await world.patchDeployment({ spec: { paused: null } });
});

it('puts on record of what it is, whoever decides', async () => {
  const operation = await ask('restart');
  await say(operation, 'approve', AUTHOR);
  await say(operation, 'reject', SECOND);
  await say(await ask('restart'), 'withdraw', AUTHOR);
  const about = {
    entityRef: 'component:default/checkout',
    target: 'production',
    action: 'restart',
  };
  expect(portal.metaOf('operation-approve').at(-1)).toMatchObject(about);
  expect(portal.metaOf('operation-reject').at(-1)).toMatchObject(about);
  expect(portal.metaOf('operation-withdraw').at(-1)).toMatchObject(about);
});

it('needs a reason to say no, and none to say yes', async () => {
  const operation = await ask('restart');
  const no = await say(operation, 'reject', SECOND, {});
  expect(no.status).toBe(400);
  expect(await no.text()).toContain('reason');
  const yes = await say(operation, 'approve', SECOND, {});
  expect(await yes.json()).toMatchObject({
    approval: { decidedBy: SECOND },
  });
  await ended(portal, operation.id);
});
