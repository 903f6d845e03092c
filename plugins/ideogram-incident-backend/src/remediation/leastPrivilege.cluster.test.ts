import { useContract } from 'sandbox/contract';
import { closeUpstreams } from '../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  carryOut,
  RemediationWorld,
} from './__testUtils__/remediationWorld';

jest.setTimeout(120_000);

const ACTIONS = {
  actions: {
    'scale-out': { title: 'Scale out', kind: 'scale', replicas: 3 },
    'undo-rollout': { title: 'Undo the last rollout', kind: 'undoRollout' },
  },
};

afterAll(() => closeUpstreams());

describe('with the rights of the manifests', () => {
  const world = new RemediationWorld(useContract());

  beforeAll(
    () => world.start(ACTIONS, ['reader', 'remediator', 'undoRollout']),
    120_000,
  );
  afterAll(() => world.stop());

  it('mitigates, scales, and undoes a rollout', async () => {
    const portal = await world.portal();
    const { spec: before } = await world.deployment();
    const env = await world.env();

    expect(await carryOut(portal, 'enable-queue')).toMatchObject({
      status: 'succeeded',
      outcome: 'verified',
    });
    expect(await world.env()).toHaveLength(env.length + 1);

    expect(await carryOut(portal, 'undo-rollout')).toMatchObject({
      status: 'succeeded',
      outcome: 'verified',
    });
    expect((await world.deployment()).spec.template).toEqual(before.template);

    expect(await carryOut(portal, 'scale-out')).toMatchObject({
      status: 'succeeded',
      rollout: { updated: 3, available: 3, desired: 3 },
    });
    const { spec: after } = await world.deployment();
    expect(after).toEqual({ ...before, replicas: 3 });
  });
});

describe('without those for undoing a rollout', () => {
  const contract = useContract();
  const world = new RemediationWorld(contract);

  beforeAll(() => world.start(ACTIONS), 120_000);
  afterAll(() => world.stop());

  it('says which right is missing, and changes nothing', async () => {
    const portal = await world.portal();
    await carryOut(portal, 'enable-queue');
    const { metadata: before } = await world.deployment();
    const response = await portal.post(
      actionPath('undo-rollout'),
      {},
      { key: crypto.randomUUID() },
    );
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('list replicasets');
    const { metadata: after } = await world.deployment();
    expect(after.generation).toBe(before.generation);
  });
});
