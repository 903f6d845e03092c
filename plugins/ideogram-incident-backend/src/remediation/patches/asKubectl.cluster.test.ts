import os from 'node:os';
import path from 'node:path';
import type {
  V1Container,
  V1Deployment,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { findKubectl, Kubectl, programs, useContract } from 'sandbox/contract';
import { restoreEnvPatch, setEnvPatch } from './envPatch';
import { annotationOf } from './mitigationRecord';
import {
  previousReplicaSet,
  restartPatch,
  scalePatch,
  undoRolloutPatch,
} from './rolloutPatches';

jest.setTimeout(60_000);

// The stand-in does not have all that kubectl asks for.
const { CONTRACT_KUBECONFIG: kubeconfig } = process.env;
const program = findKubectl();
const compared = program && kubeconfig ? describe : describe.skip;

const OURS = 'by-portal';
const THEIRS = 'by-kubectl';
const REVISION = 'deployment.kubernetes.io/revision';
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const BY = {
  action: 'enable-queue',
  since: '2026-11-25T12:00:00.000Z',
  by: 'user:default/jane',
};

compared('what the portal changes, kubectl would have changed', () => {
  const contract = useContract();
  let folder: string;
  let kubectl: Kubectl;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'as-kubectl-'));
    kubectl = new Kubectl(program!, folder, kubeconfig!);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const pathOf = (name: string) => `${contract.apps}/deployments/${name}`;
  const get = (name: string): Promise<V1Deployment> =>
    contract.admin.get(pathOf(name));
  const patch = (body: object | undefined): Promise<V1Deployment> =>
    contract.admin.patch(pathOf(OURS), 'strategic', body!);
  const type = (...args: string[]) =>
    kubectl.run(...args, '--namespace', contract.namespace);

  const deployBoth = (env: object[] = []) =>
    Promise.all(
      [OURS, THEIRS].map(async name => {
        await contract.deploy(name, programs.steady, {
          replicas: 0,
          container: { env: env as V1Container['env'] },
        } as object);
        await contract.rolledOut(name);
      }),
    );

  /** As they are stored, but for names, times and our record. */
  async function both() {
    const deployments = await Promise.all([get(OURS), get(THEIRS)]);
    return deployments.map(({ metadata, spec }) => {
      const annotations = { ...metadata!.annotations };
      delete annotations[annotationOf('MODE')];
      delete annotations[REVISION];
      const text = JSON.stringify({ annotations, spec })
        .replaceAll(metadata!.name!, 'NAME')
        .replace(
          new RegExp(`("${RESTARTED_AT}":)"[^"]+"`),
          (_, key) => `${key}"some time"`,
        );
      return JSON.parse(text);
    });
  }

  afterEach(async () => {
    for (const name of [OURS, THEIRS]) {
      await contract.admin.delete(pathOf(name));
      await contract.pods(name, pods => pods.length === 0);
    }
  });

  const override = async () => {
    const deployment = await get(OURS);
    const [container] = deployment.spec!.template.spec!.containers;
    return { deployment, change: { container, env: 'MODE', value: 'queue' } };
  };

  const others = [
    { name: 'FIRST', value: '1' },
    { name: 'LAST', value: '2' },
  ];
  const secret = { secretKeyRef: { name: 'keys', key: 'mode' } };

  it.each<[string, object[]]>([
    ['nothing', []],
    ['others', others],
    ['a value', [others[0], { name: 'MODE', value: 'direct' }, others[1]]],
    ['a source', [others[0], { name: 'MODE', valueFrom: secret }, others[1]]],
  ])('where an env entry is set beside or over %s', async (_, env) => {
    await deployBoth(env);
    const { deployment, change } = await override();
    await patch(setEnvPatch(deployment, change, BY));
    await type('set', 'env', `deployment/${THEIRS}`, 'MODE=queue');
    const [ours, theirs] = await both();
    expect(ours).toEqual(theirs);
  });

  it('where an env entry is removed', async () => {
    await deployBoth([...others, { name: 'MODE', value: 'queue' }]);
    const { deployment, change } = await override();
    await patch(restoreEnvPatch(deployment, change));
    await type('set', 'env', `deployment/${THEIRS}`, 'MODE-');
    const [ours, theirs] = await both();
    expect(ours).toEqual(theirs);
  });

  it('where the pods are restarted', async () => {
    await deployBoth();
    await patch(restartPatch(BY.since));
    await type('rollout', 'restart', `deployment/${THEIRS}`);
    const [ours, theirs] = await both();
    expect(ours).toEqual(theirs);
    expect(JSON.stringify(ours)).toContain(RESTARTED_AT);
  });

  it('where the number of pods is changed', async () => {
    await deployBoth();
    await patch(scalePatch(await get(OURS), 1));
    await type('scale', `deployment/${THEIRS}`, '--replicas=1');
    const [ours, theirs] = await both();
    expect(ours).toEqual(theirs);
    expect(ours.spec.replicas).toBe(1);
  });

  it('where a rollout is undone', async () => {
    await deployBoth(others);
    for (const name of [OURS, THEIRS]) {
      await contract.admin.patch(pathOf(name), 'strategic', {
        metadata: { annotations: { 'kubernetes.io/change-cause': 'bad' } },
        spec: {
          template: {
            metadata: { labels: { added: 'since' } },
            spec: {
              volumes: [{ name: 'added', emptyDir: {} }],
              containers: [
                {
                  name: 'app',
                  env: [{ name: 'ADDED', value: 'since' }],
                  volumeMounts: [{ name: 'added', mountPath: '/added' }],
                },
              ],
            },
          },
        },
      });
      await contract.deployment(
        name,
        ({ metadata }) => metadata.annotations?.[REVISION] === '2',
      );
    }
    const { items } = await contract.admin.get<{ items: V1ReplicaSet[] }>(
      `${contract.apps}/replicasets`,
      { labelSelector: `app=${OURS}` },
    );
    const deployment = await get(OURS);
    const previous = previousReplicaSet(deployment, items)!;
    await patch(undoRolloutPatch(deployment, previous));
    await type('rollout', 'undo', `deployment/${THEIRS}`);
    const [ours, theirs] = await both();
    expect(ours).toEqual(theirs);
    expect(JSON.stringify(ours)).not.toContain('since');
  });
});
