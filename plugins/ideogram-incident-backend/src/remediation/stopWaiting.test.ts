import { TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { action, Replicas } from './__testUtils__/replicas';
import { stopWaiting } from './stopWaiting';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const JOE = 'user:default/joe';

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let replicas: Replicas;
  let a: ReturnType<Replicas['replica']>;
  let b: ReturnType<Replicas['replica']>;

  beforeEach(async () => {
    replicas = await Replicas.start(databases, [databaseId]);
    a = replicas.replica('a');
    b = replicas.replica('b');
  });

  /** A change whose pods never come up, which replica `a` waits for. */
  async function waiting(): Promise<string> {
    replicas.cluster.status = { replicas: 3, updatedReplicas: 1 };
    const entry = replicas.entry();
    const { id } = entry.operation;
    const recorded = await a.ledger.record(entry);
    if (!('recorded' in recorded)) throw new Error('It is not recorded');
    const { target } = replicas.cluster;
    a.executor.start(recorded.recorded, { action, target, parameters: {} });
    while (!(await b.ledger.get(id)).operation.rollout) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return id;
  }

  it('ends what another replica waits for, and leaves the change', async () => {
    const id = await waiting();
    expect(await b.ledger.activeOn(replicas.cluster.target.name)).toBeDefined();
    const patches = replicas.cluster.patches.length;

    const stopped = await stopWaiting(b.ledger, id, JOE);
    expect(stopped).toMatchObject({
      status: 'stopped',
      summary:
        'The change is made and stays. Waiting was stopped with 1 of 2 pods ready, so whether it helps is not known.',
      finishedAt: expect.any(String),
    });
    expect(stopped.steps.slice(-2)).toMatchObject([
      { name: 'Wait for the pods', status: 'skipped' },
      { name: 'Waiting stopped', by: JOE, status: 'done' },
    ]);

    // The replica that waited finds out, and says nothing else about it.
    await a.executor.finished(id);
    expect((await a.ledger.get(id)).operation).toEqual(stopped);
    expect(replicas.cluster.patches).toHaveLength(patches);
    expect(replicas.trail).toEqual([
      'operation-execute by user:default/jane: success',
    ]);
    expect(a.logger.warn).not.toHaveBeenCalled();
  });

  it('lets another operation run on the target', async () => {
    const id = await waiting();
    expect(await b.ledger.record(replicas.entry())).toHaveProperty('busy');
    await stopWaiting(b.ledger, id, JOE);
    expect(await b.ledger.record(replicas.entry())).toHaveProperty('recorded');
    await a.executor.finished(id);
  });

  it('answers the same to whoever presses again', async () => {
    const id = await waiting();
    const [first, second] = await Promise.all([
      stopWaiting(a.ledger, id, JOE),
      stopWaiting(b.ledger, id, JOE),
    ]);
    expect(second).toEqual(first);
    await a.executor.finished(id);
  });

  it('is not taken up again by a replica that finds it', async () => {
    const id = await waiting();
    await stopWaiting(b.ledger, id, JOE);
    await a.executor.finished(id);
    replicas.passLease();
    await b.reconciler.reconcile();
    expect(b.executor.runningIds()).toEqual([]);
    expect((await b.ledger.get(id)).operation.status).toBe('stopped');
  });

  it('ends one that only watches whether it helped', async () => {
    const entry = replicas.entry(
      { status: 'running' },
      { progress: { rolledOutAt: new Date().toISOString() } },
    );
    await a.ledger.record(entry);
    const stopped = await stopWaiting(b.ledger, entry.operation.id, JOE);
    expect(stopped.summary).toBe(
      'The change is made and stays. Waiting was stopped, so whether it helps is not known.',
    );
  });

  it.each<[Operation['status'], object, string]>([
    ['awaiting-approval', {}, 'has not begun: reject it'],
    ['pending', {}, 'is making its change'],
    ['running', {}, 'is making its change'],
    // The pods need the new key, which is in the secret alone.
    ['running', { writes: ['secret'], changedAt: 'now' }, 'making its change'],
    ['succeeded', { generation: 8 }, 'has already ended'],
    ['failed', { generation: 8 }, 'has already ended'],
  ])('refuses one that is %s with %j', async (status, progress, words) => {
    const entry = replicas.entry({ status }, { progress });
    await a.ledger.record(entry);
    const { id } = entry.operation;
    await expect(stopWaiting(b.ledger, id, JOE)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(words),
    });
    expect((await a.ledger.get(id)).operation.status).toBe(status);
  });
});
