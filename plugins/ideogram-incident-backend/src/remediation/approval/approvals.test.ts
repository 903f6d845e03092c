import { TestDatabases } from '@backstage/backend-test-utils';
import { action, Replicas } from '../__testUtils__/replicas';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

let replicas: Replicas;
let a: ReturnType<Replicas['replica']>;
let b: ReturnType<Replicas['replica']>;

beforeEach(async () => {
  replicas = await Replicas.start(databases);
  a = replicas.replica('a');
  b = replicas.replica('b');
});

/** Asked for on replica `a` by jane. */
async function asked(
  options: { hasSecret?: boolean; expiresAfterMs?: number } = {},
): Promise<string> {
  const { hasSecret = false, expiresAfterMs = 60_000 } = options;
  const expiresAt = new Date(Date.now() + expiresAfterMs).toISOString();
  const entry = replicas.entry(
    { status: 'awaiting-approval', approval: { expiresAt } },
    { hasSecret },
  );
  await a.ledger.record(entry);
  const { id } = entry.operation;
  const { target } = replicas.cluster;
  if (hasSecret) a.approvals.hold(id, { action, target, parameters: {} });
  return id;
}

const word = (id: string, person = 'user:default/joe') => ({
  id,
  person,
  reason: 'Seen with my own eyes',
});

it('begins when a second person agrees', async () => {
  const id = await asked();
  expect(await b.approvals.approve(word(id))).toMatchObject({
    status: 'pending',
    approval: {
      decidedBy: 'user:default/joe',
      reason: 'Seen with my own eyes',
    },
  });
  const done = await replicas.settled(b, id);
  expect(replicas.toldToAuthor).toEqual(['pending']);
  expect(done.status).toBe('succeeded');
  expect(done.steps[0]).toMatchObject({
    name: 'Approved',
    by: 'user:default/joe',
  });
});

it('keeps no key that a decision was pasted with', async () => {
  const id = await asked();
  const key = 'cb5zeOG1lbTsqRLnj7mDWtpFz8Yi2xQk';
  const { approval } = await b.approvals.approve({
    ...word(id),
    reason: `The key ${key} works`,
  });
  expect(approval?.reason).toBe('The key [masked] works');
});

it('begins where its secret is, wherever it was approved', async () => {
  const id = await asked({ hasSecret: true });
  await b.approvals.approve(word(id));
  expect(b.executor.runningIds()).not.toContain(id);
  expect(replicas.toldToAuthor).toEqual([]);
  await a.reconciler.reconcile();
  expect((await replicas.settled(a, id)).status).toBe('succeeded');
  await a.reconciler.reconcile();
  expect(replicas.cluster.patches).toHaveLength(2);
  expect(replicas.toldToAuthor).toEqual(['pending']);
});

it('ends where the configuration has its action no longer', async () => {
  const entry = replicas.entry({
    action: 'removed-since',
    status: 'awaiting-approval',
    approval: { expiresAt: new Date(Date.now() + 60_000).toISOString() },
  });
  await a.ledger.record(entry);
  const { id } = entry.operation;
  await b.approvals.approve(word(id));
  expect(await replicas.settled(b, id)).toMatchObject({
    status: 'failed',
    error: { cause: expect.stringContaining('removed-since') },
  });
  expect(replicas.toldToAuthor).toEqual(['failed']);
  expect(replicas.cluster.patches).toEqual([]);
});

it('never takes the word of its author', async () => {
  const id = await asked();
  const own = word(id, 'user:default/jane');
  await expect(a.approvals.approve(own)).rejects.toMatchObject({
    name: 'NotAllowedError',
  });
  await expect(a.approvals.reject(own)).rejects.toMatchObject({
    name: 'NotAllowedError',
  });
});

it('is taken back by its author alone', async () => {
  const id = await asked({ hasSecret: true });
  await expect(
    b.approvals.withdraw({ id, person: 'user:default/joe' }),
  ).rejects.toMatchObject({ name: 'NotAllowedError' });
  const withdrawn = await b.approvals.withdraw({
    id,
    person: 'user:default/jane',
  });
  expect(withdrawn.status).toBe('withdrawn');
  expect(withdrawn.steps.at(-1)).toMatchObject({
    name: 'Withdrawn',
    by: 'user:default/jane',
  });
  await a.reconciler.reconcile();
  expect(replicas.cluster.patches).toEqual([]);
});

it('ends when a second person says no', async () => {
  const id = await asked({ hasSecret: true });
  const rejected = await b.approvals.reject(word(id));
  expect(rejected).toMatchObject({ status: 'rejected' });
  expect(rejected.finishedAt).toBeDefined();
  await a.reconciler.reconcile();
  expect(replicas.toldToAuthor).toEqual(['rejected']);
  expect(replicas.cluster.patches).toEqual([]);
});

it.each(['approve', 'reject'] as const)(
  'takes no %s when it is decided',
  async second => {
    const id = await asked();
    await a.approvals.reject(word(id));
    await expect(b.approvals[second](word(id))).rejects.toThrow(
      'it was rejected',
    );
  },
);

it('takes one of two words that come at the same time', async () => {
  const id = await asked();
  const outcomes = await Promise.allSettled([
    a.approvals.approve(word(id)),
    b.approvals.reject(word(id)),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ]);
});

it('expires', async () => {
  const id = await asked({ expiresAfterMs: -1 });
  await expect(b.approvals.approve(word(id))).rejects.toThrow(
    'The time to approve this is over',
  );
  await a.reconciler.reconcile();
  await a.reconciler.reconcile();
  expect(replicas.toldToAuthor).toEqual(['expired']);
  expect((await a.ledger.find(id))?.operation).toMatchObject({
    status: 'expired',
    error: { issue: 'Nothing was changed.' },
  });
  expect(replicas.meta('operation-end')).toMatchObject({
    target: replicas.cluster.target.name,
    operation: id,
    status: 'expired',
  });
  expect(replicas.trail).toEqual([
    expect.stringMatching(
      /^operation-end by user:default\/jane: .*Nobody approved it by [\d-]+ [\d:]+ UTC\.$/,
    ),
  ]);
});

it('expires when the portal ends that holds its secret', async () => {
  const id = await asked({ hasSecret: true });
  replicas.passLease();
  await b.reconciler.reconcile();
  expect((await b.ledger.find(id))?.operation).toMatchObject({
    status: 'expired',
    error: { cause: expect.stringContaining('never stored') },
  });
  expect(replicas.toldToAuthor).toEqual(['expired']);
});

it('outlives the portal that has asked, where there is no secret', async () => {
  const id = await asked();
  replicas.passLease();
  await b.reconciler.reconcile();
  await b.approvals.approve(word(id));
  expect((await replicas.settled(b, id)).status).toBe('succeeded');
});
