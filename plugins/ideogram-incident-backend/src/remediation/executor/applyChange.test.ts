import { KubernetesError } from '../../upstream/kubernetes';
import { ScriptedCluster } from './__testUtils__/scriptedCluster';
import { applyChange, UnsettledError, type ChangeKind } from './applyChange';

const operationId = 'this-operation';
const patchOf = (kind: ChangeKind) => ({
  kind,
  patch: { metadata: { annotations: { kept: 'yes' } } },
  operationId,
  fieldManager: 'tests',
});

let cluster: ScriptedCluster;
let waited: number[];

beforeEach(() => {
  cluster = new ScriptedCluster();
  waited = [];
});

const apply = (kind: ChangeKind, onWait: (waits: number) => void = () => {}) =>
  applyChange(cluster.asTarget(), patchOf(kind), async ms => {
    waited.push(ms);
    onWait(waited.length);
  });

it.each<ChangeKind>(['secret', 'deployment'])(
  'leaves the mark of the operation on the %s, beside what is there',
  async kind => {
    await apply(kind);
    expect(cluster.patches).toEqual([
      {
        kind,
        patch: {
          metadata: {
            annotations: {
              kept: 'yes',
              'ideogram-incident/operation': operationId,
            },
          },
        },
      },
    ]);
    expect(waited).toEqual([]);
  },
);

it('finds out that a change was made whose answer was lost, and makes it once', async () => {
  cluster.outcomes.push('made but lost');
  const made = await apply('deployment');
  expect(made.metadata?.generation).toBe(8);
  expect(cluster.patches).toHaveLength(1);
});

it('looks twice before it says that nothing was changed', async () => {
  cluster.outcomes.push('lost');
  await expect(apply('secret')).rejects.toThrow(KubernetesError);
  expect(waited).toHaveLength(2);
  expect(cluster.patches).toHaveLength(1);
});

it('finds a change that is made after the first look', async () => {
  cluster.outcomes.push('lost');
  await apply('secret', waits => {
    if (waits === 2) cluster.marks.secret = operationId;
  });
  expect(cluster.patches).toHaveLength(1);
});

it('waits for a cluster that can not be asked', async () => {
  cluster.outcomes.push('made but lost');
  cluster.unreadable = KubernetesError.timeout(1);
  await apply('deployment', waits => {
    if (waits === 3) cluster.unreadable = undefined;
  });
  expect(waited).toHaveLength(3);
});

it('says so where it can not be found out', async () => {
  cluster.outcomes.push('made but lost');
  cluster.unreadable = KubernetesError.timeout(1);
  await expect(apply('deployment')).rejects.toThrow(UnsettledError);
});

it('takes no other operation for this one', async () => {
  cluster.marks.deployment = 'another-operation';
  cluster.outcomes.push('lost');
  await expect(apply('deployment')).rejects.toMatchObject({
    kind: 'timeout',
    mayHaveHappened: false,
  });
});

it('asks nobody where the cluster refuses', async () => {
  const refusal = new KubernetesError('forbidden', 'answers 403');
  cluster.outcomes.push(refusal);
  await expect(apply('deployment')).rejects.toBe(refusal);
  expect(waited).toEqual([]);
});
