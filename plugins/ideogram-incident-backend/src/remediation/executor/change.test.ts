import { TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { KubernetesError } from '../../upstream/kubernetes';
import { action as rotate, Replicas } from '../__testUtils__/replicas';
import { specHash } from '../patches';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const restart: RemediationAction = {
  ...rotate,
  assess: ({ deployment }) => ({
    refusals: deployment.spec?.paused ? ['It is paused.'] : [],
    checks: [],
    warnings: [],
    plan: [],
  }),
  changes: async ({ deployment }) => ({
    deployment: { spec: { of: deployment.metadata?.resourceVersion } },
  }),
};

const conflict = () =>
  new KubernetesError('conflict', 'answers 409', { status: 409 });

let replicas: Replicas;

beforeEach(async () => {
  replicas = await Replicas.start(databases);
  replicas.cluster.resourceVersion = '41';
});

/** Looks, records what is wanted, and carries it out. */
async function carriedOut(
  action: RemediationAction = restart,
  meanwhile: () => void = () => {},
): Promise<Operation> {
  const replica = replicas.replica('a');
  const cluster = replicas.cluster.asTarget();
  const deployment = await cluster.deployment();
  const recorded = await replica.ledger.record(
    replicas.entry({}, { progress: { expectedSpec: specHash(deployment) } }),
  );
  if (!('recorded' in recorded)) throw new Error('Not recorded');
  meanwhile();
  replicas.cluster.looks = 0;
  const { target } = replicas.cluster;
  replica.executor.start(
    recorded.recorded,
    { action, target, parameters: {} },
    { cluster, deployment },
  );
  return replicas.settled(replica, recorded.recorded.operation.id);
}

const stepsOf = ({ steps }: Operation) => steps.map(({ name }) => name);
const patches = () => replicas.cluster.patches.map(({ patch }) => patch);

it('changes the version that was looked at, and none that came later', async () => {
  const operation = await carriedOut();
  expect(operation.status).toBe('succeeded');
  expect(patches()).toEqual([
    {
      metadata: expect.objectContaining({ resourceVersion: '41' }),
      spec: { of: '41' },
    },
  ]);
  // The only look is the one at the pods afterwards.
  expect(replicas.cluster.looks).toBe(1);
  expect(stepsOf(operation).slice(0, 2)).toEqual([
    'Deployment looked at',
    'Deployment changed',
  ]);
});

it('looks again where that is another one by now, and changes what is there', async () => {
  replicas.cluster.outcomes.push(conflict());
  const operation = await carriedOut(restart, () => {
    replicas.cluster.resourceVersion = '42';
  });
  expect(operation.status).toBe('succeeded');
  expect(patches().map(patch => (patch as any).spec.of)).toEqual(['41', '42']);
  expect(stepsOf(operation).slice(0, 4)).toEqual([
    'Deployment looked at',
    'Deployment has changed meanwhile',
    'Deployment looked at',
    'Deployment changed',
  ]);
});

it('changes nothing where somebody has changed it since', async () => {
  replicas.cluster.outcomes.push(conflict());
  const operation = await carriedOut(restart, () => {
    replicas.cluster.paused = true;
  });
  expect(operation).toMatchObject({
    status: 'failed',
    error: {
      issue: 'Nothing was changed.',
      cause: expect.stringContaining('has been changed since'),
    },
  });
  expect(patches()).toHaveLength(1);
  const { ledger } = replicas.replica('b');
  expect((await ledger.get(operation.id)).progress.writes).toEqual([]);
});

it('tries nothing again where the cluster refuses for another reason', async () => {
  replicas.cluster.outcomes.push(
    new KubernetesError('forbidden', 'answers 403', { status: 403 }),
  );
  expect((await carriedOut()).status).toBe('failed');
  expect(patches()).toHaveLength(1);
});

it.each<[string, Partial<RemediationAction>]>([
  ['changes the secret too', { changes: rotate.changes }],
  [
    'asks somebody first',
    { confirm: { title: 'Confirmed', run: async () => 'Yes.' } },
  ],
])('looks again for an action that %s', async (_, parts) => {
  expect(await carriedOut({ ...restart, ...parts })).toMatchObject({
    status: 'succeeded',
  });
  expect(replicas.cluster.looks).toBe(2);
  expect(JSON.stringify(patches())).not.toContain('resourceVersion');
});
