import { TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { KubernetesError } from '../upstream/kubernetes';
import { action, Replicas } from './__testUtils__/replicas';
import type { NewEntry } from './ledger/entry';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

let replicas: Replicas;

beforeEach(async () => {
  replicas = await Replicas.start(databases);
});

/** Recorded by a replica that then falls silent for ever. */
async function abandoned(
  change: Partial<Operation>,
  more: Partial<NewEntry> = {},
): Promise<string> {
  const { ledger } = replicas.replica('dead');
  const entry = replicas.entry(change, more);
  await ledger.record(entry);
  replicas.passLease();
  return entry.operation.id;
}

async function bringToItsEnd(id: string): Promise<Operation> {
  const next = replicas.replica('next');
  await next.reconciler.reconcile();
  return replicas.settled(next, id);
}

describe('an operation whose replica has ended', () => {
  it('before it had begun has changed nothing', async () => {
    const id = await abandoned({ status: 'pending' });
    expect(await bringToItsEnd(id)).toMatchObject({
      status: 'failed',
      error: { issue: 'Nothing was changed.' },
    });
    expect(replicas.cluster.patches).toEqual([]);
    expect(replicas.trail).toEqual([
      expect.stringMatching(
        /^operation-execute by user:default\/jane: Nothing was changed/,
      ),
    ]);
  });

  it('before the cluster had made the change has changed nothing', async () => {
    const id = await abandoned(
      { status: 'running' },
      { progress: { writes: ['secret'] } },
    );
    expect(await bringToItsEnd(id)).toMatchObject({
      status: 'failed',
      error: {
        issue: 'Nothing was changed.',
        cause: expect.stringContaining('the cluster shows no change'),
      },
    });
    expect(replicas.cluster.patches).toEqual([]);
  });

  it('between secret and deployment gets its pods restarted', async () => {
    const id = await abandoned(
      { status: 'running' },
      { progress: { writes: ['secret'] } },
    );
    replicas.cluster.marks.secret = id;
    expect(await bringToItsEnd(id)).toMatchObject({
      status: 'succeeded',
      outcome: 'verified',
    });
    expect(replicas.cluster.patches).toEqual([
      {
        kind: 'deployment',
        patch: expect.objectContaining({
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': expect.any(String),
                },
              },
            },
          },
        }),
      },
    ]);
  });

  it('after the change is followed to its end, and nothing is done twice', async () => {
    const id = await abandoned(
      { status: 'running' },
      { progress: { writes: ['secret', 'deployment'] } },
    );
    replicas.cluster.marks = { secret: id, deployment: id };
    expect(await bringToItsEnd(id)).toMatchObject({ status: 'succeeded' });
    expect(replicas.cluster.patches).toEqual([]);
  });

  it('while it was watched is watched on', async () => {
    const id = await abandoned(
      { status: 'running' },
      {
        progress: {
          writes: ['deployment'],
          generation: 7,
          rolledOutAt: new Date(Date.now() - 1_000).toISOString(),
        },
      },
    );
    replicas.cluster.unreadable = KubernetesError.timeout(1);
    expect(await bringToItsEnd(id)).toMatchObject({
      status: 'succeeded',
      outcome: 'verified',
    });
  });

  it('says of the step in which it ended what is true, and goes on in new ones', async () => {
    const at = new Date().toISOString();
    const changed = { status: 'done', at, message: 'as it was' } as const;
    const id = await abandoned(
      {
        status: 'running',
        steps: [
          { name: 'Deployment changed', ...changed },
          {
            name: 'Wait for the pods',
            status: 'running',
            at,
            message: '0 of 2 ready',
          },
        ],
      },
      { progress: { writes: ['deployment'], generation: 7, changedAt: at } },
    );
    replicas.cluster.marks.deployment = id;
    const { steps } = await bringToItsEnd(id);
    expect(
      steps.map(({ name, status, message }) => [name, status, message]),
    ).toEqual([
      ['Deployment changed', 'done', 'as it was'],
      [
        'Wait for the pods',
        'done',
        'The portal stopped in the middle of this step.',
      ],
      ['The cluster shows the change', 'done', undefined],
      ['Pods are ready', 'done', '2 of 2 ready'],
      ['Watch the pods', 'done', '2 of 2 pods.'],
    ]);
  });

  it('between two steps leaves both as they are', async () => {
    const done = {
      name: 'Deployment changed',
      status: 'done',
      at: new Date().toISOString(),
    } as const;
    const id = await abandoned(
      { status: 'running', steps: [done] },
      { progress: { writes: ['deployment'], generation: 7 } },
    );
    replicas.cluster.marks.deployment = id;
    expect((await bringToItsEnd(id)).steps[0]).toEqual(done);
  });

  it('ends, and says so, where the cluster can not be read any more', async () => {
    const id = await abandoned(
      { status: 'running' },
      { progress: { writes: ['deployment'] } },
    );
    replicas.cluster.unreadable = new KubernetesError(
      'unauthorized',
      'answers 401',
    );
    const operation = await bringToItsEnd(id);
    expect(operation.status).toBe('failed');
    expect(operation.error?.issue).toBe(
      'It is not known whether the change was made.',
    );
  });

  it('and whose action is configured no longer ends too', async () => {
    const id = await abandoned({ status: 'running', action: 'scale-out' });
    expect(await bringToItsEnd(id)).toMatchObject({
      status: 'failed',
      error: { cause: expect.stringContaining('scale-out') },
    });
  });

  it('is brought to its end by one of those that are left', async () => {
    const id = await abandoned(
      { status: 'running' },
      { progress: { writes: ['secret'] } },
    );
    replicas.cluster.marks.secret = id;
    const left = ['b', 'c'].map(name => replicas.replica(name));
    await Promise.all(left.map(({ reconciler }) => reconciler.reconcile()));
    await Promise.all(left.map(each => replicas.settled(each, id)));
    expect(replicas.cluster.patches).toHaveLength(1);
  });
});

it('leaves alone what another replica works on', async () => {
  const { ledger } = replicas.replica('alive');
  const entry = replicas.entry({ status: 'running' });
  await ledger.record(entry);
  await replicas.replica('next').reconciler.reconcile();
  expect((await ledger.find(entry.operation.id))?.holder).toBe('alive');
});

async function carriedOut(): Promise<Operation> {
  const replica = replicas.replica('a');
  const recorded = await replica.ledger.record(replicas.entry());
  if (!('recorded' in recorded)) throw new Error('Not recorded');
  const { target } = replicas.cluster;
  const invocation = { action, target, parameters: {} };
  replica.executor.start(recorded.recorded, invocation);
  return replicas.settled(replica, recorded.recorded.operation.id);
}

it('carries an operation out, in the order that is recorded', async () => {
  const { id, ...operation } = await carriedOut();
  expect(operation).toMatchObject({ status: 'succeeded', outcome: 'verified' });
  expect(replicas.cluster.patches.map(({ kind }) => kind)).toEqual([
    'secret',
    'deployment',
  ]);
  expect(replicas.cluster.marks).toEqual({ secret: id, deployment: id });
});

it('changes nothing where the cluster would refuse what comes second', async () => {
  replicas.cluster.refusedInDryRun = new KubernetesError(
    'admission',
    'answers 403',
  );
  expect(await carriedOut()).toMatchObject({
    status: 'failed',
    error: { issue: expect.stringContaining('Nothing was changed') },
  });
  expect(replicas.cluster.patches).toEqual([]);
});

it('makes a rotation whole where the API server is away in the middle', async () => {
  const away = new KubernetesError('refused', 'refuses the connection');
  replicas.cluster.outcomes.push('made', away, away, 'made');
  const { id, ...operation } = await carriedOut();
  expect(operation.status).toBe('succeeded');
  expect(replicas.cluster.marks).toEqual({ secret: id, deployment: id });
});

it('says what is half done where the second change is refused', async () => {
  replicas.cluster.outcomes.push(
    'made',
    new KubernetesError('forbidden', 'answers 403'),
  );
  expect(await carriedOut()).toMatchObject({
    status: 'failed',
    error: {
      issue: expect.stringContaining('The secret ideogram-secrets was changed'),
      solution: expect.stringContaining('Then restart the integration'),
    },
  });
});
