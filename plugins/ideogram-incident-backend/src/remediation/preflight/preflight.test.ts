import { createBuiltInActions } from '../actions';
import { inputOf } from '../actions/__testUtils__/input';
import { TargetCluster } from '../cluster';
import { preflight } from './preflight';
import { PreflightReader } from './preflightReader';

const actions = createBuiltInActions({
  askIdeogramAboutKey: async () => ({ answer: 'accepted', words: '' }),
});
const actionOf = (wanted: string) => actions.find(({ id }) => id === wanted)!;

const { target, deployment } = inputOf();
const secret = {
  kind: 'Secret',
  metadata: {
    name: 'ideogram-secrets',
    annotations: { 'reconcile.external-secrets.io/data-hash': 'x' },
  },
  data: {},
};
const signal = new AbortController().signal;

/** Answers what preflight asks, and counts how often the secret is read. */
function clusterOf(isAllowed = true) {
  const session = {
    deployment: async () => deployment,
    secret: jest.fn(async () => secret),
    reviewAccess: async () => ({ allowed: isAllowed }),
  };
  const ask = async (_: unknown, __: unknown, work: (of: any) => any) =>
    work(session);
  const clusters = { read: ask, act: ask };
  const cluster = new TargetCluster(clusters as any, target, { signal });
  const reader = new PreflightReader(
    clusters as any,
    { activeOn: async () => undefined } as any,
    { fieldManager: 'x', rolloutTimeoutMs: 1, impersonate: false },
  );
  return { reader, cluster, secret: session.secret };
}

const settings = { reason: 'optional', approval: false } as any;

it('warns at the button where the key that is rotated comes back', async () => {
  const { reader, cluster } = clusterOf();
  const rotate = actionOf('rotate-credential');
  const state = await reader.look(cluster, [rotate]);

  expect(preflight(rotate, settings, true, state).warnings).toContainEqual(
    expect.stringMatching(
      /^This secret is also written by External Secrets\. The new key is reverted/,
    ),
  );
  expect(
    preflight(actionOf('restart'), settings, true, state).warnings.join(),
  ).not.toContain('External Secrets');
});

it('reads the secret only where an action changes it, and the account may', async () => {
  const restarting = clusterOf();
  await restarting.reader.look(restarting.cluster, [actionOf('restart')]);
  expect(restarting.secret).not.toHaveBeenCalled();

  const forbidden = clusterOf(false);
  const all = await forbidden.reader.look(forbidden.cluster, actions);
  expect(forbidden.secret).not.toHaveBeenCalled();
  expect(all.secret).toBeUndefined();
});
