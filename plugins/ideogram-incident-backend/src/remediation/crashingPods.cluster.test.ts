import { programs, useContract } from 'sandbox/contract';
import { closeUpstreams } from '../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  carryOut,
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
  // The old pods stay, and serve.
  await world.patchDeployment({
    spec: {
      // Without it, a pod is ready for the moment before it crashes.
      minReadySeconds: 2,
      template: {
        spec: {
          containers: [
            { name: 'app', command: ['node', '-e', programs.crashing] },
          ],
        },
      },
    },
  });
}, 120_000);

afterAll(async () => {
  await world.stop();
  await closeUpstreams();
});

it('gives up on pods that keep crashing, and lets the cure run', async () => {
  const startedAt = Date.now();
  const operation = await carryOut(portal, 'restart');
  expect(Date.now() - startedAt).toBeLessThan(90_000);
  expect(operation).toMatchObject({
    status: 'failed',
    error: {
      issue: expect.stringMatching(/made and stays.*keep crashing/),
      cause: expect.stringMatching(
        /the container app ended with exit code 3, after \d+ restarts\. Its last words: “fatal: cannot go on”/,
      ),
    },
    rollout: { updated: 1, available: 0, desired: 2 },
  });

  const cure = await portal.post(
    actionPath('enable-queue'),
    {},
    { key: 'the-cure' },
  );
  expect(cure.status).toBe(202);
});
