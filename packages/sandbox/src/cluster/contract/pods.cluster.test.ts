import type { Container, Pod } from '../objects';
import { useContract } from './contract';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();

function containerOf({ status }: Pod) {
  return status?.containerStatuses?.[0];
}

const isReady = ({ status }: Pod) =>
  status?.conditions?.some(
    ({ type, status: holds }) => type === 'Ready' && holds === 'True',
  ) ?? false;

it('that crashes is restarted ever more slowly, and its last words are kept', async () => {
  await contract.deploy('crashing', programs.crashing, { minReadySeconds: 2 });
  const pod = await contract.pod(
    'crashing',
    now => containerOf(now)?.state.waiting?.reason === 'CrashLoopBackOff',
  );
  expect(containerOf(pod)).toMatchObject({
    ready: false,
    lastState: { terminated: { exitCode: 3, reason: 'Error' } },
  });
  expect(containerOf(pod)!.restartCount).toBeGreaterThanOrEqual(1);
  expect(pod.status!.conditions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
      }),
    ]),
  );
  const deployment = await contract.deployment(
    'crashing',
    ({ status }) => status?.replicas === 1,
  );
  expect(deployment.status!.availableReplicas ?? 0).toBe(0);
  expect(await contract.log('crashing')).toContain('fatal: cannot go on');
  expect(await contract.log('crashing', { previous: true })).toContain(
    'fatal: cannot go on',
  );
});

// Only Linux tells how much memory a process uses.
(process.platform === 'linux' ? describe : describe.skip)('on Linux', () => {
  it('that takes more memory than it may is killed for it', async () => {
    await contract.deploy('hungry', programs.hungry, {
      container: { resources: { limits: { memory: '160Mi' } } },
    });
    const ending = (pod: Pod) => {
      const { state, lastState } = containerOf(pod) ?? {};
      return state?.terminated ?? lastState?.terminated;
    };
    const pod = await contract.pod('hungry', now => ending(now) !== undefined);
    expect(ending(pod)).toMatchObject({ reason: 'OOMKilled', exitCode: 137 });
    await contract.admin.delete(`${contract.apps}/deployments/hungry`);
  });
});

it('is ready again after the control plane had lost sight of its node', async () => {
  await contract.deploy('lost', programs.steady);
  await contract.rolledOut('lost');
  const { metadata } = await contract.pod('lost', isReady);
  const condition = { type: 'Ready', status: 'False' };
  await contract.admin.patch(
    `${contract.core}/pods/${metadata.name}/status`,
    'strategic',
    { status: { conditions: [condition] } },
  );
  await contract.pod('lost', isReady);
  await contract.deployment(
    'lost',
    ({ status }) => status?.availableReplicas === 1,
  );
});

it('that no node has room for waits, and says why', async () => {
  await contract.deploy('huge', programs.steady, {
    container: { resources: { requests: { memory: '900Ti' } } },
  });
  const { status } = await contract.pod('huge', pod =>
    pod.status?.conditions?.some(({ type }) => type === 'PodScheduled'),
  );
  expect(status).toMatchObject({
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: expect.stringContaining('Insufficient memory'),
      },
    ],
  });
});

it.each<[string, Partial<Container>, RegExp]>([
  [
    'no-image',
    { image: 'missing/program:1' },
    /^(ErrImagePull|ImagePullBackOff)$/,
  ],
  [
    'no-secret',
    {
      env: [
        {
          name: 'KEY',
          valueFrom: { secretKeyRef: { name: 'absent', key: 'x' } },
        },
      ],
    },
    /^CreateContainerConfigError$/,
  ],
])('with %s waits, and says why', async (name, container, reason) => {
  await contract.deploy(name, programs.steady, { container });
  const pod = await contract.pod(name, now =>
    reason.test(containerOf(now)?.state.waiting?.reason ?? ''),
  );
  expect(pod.status!.phase).toBe('Pending');
});

it('is ready when its probe is answered', async () => {
  await contract.deploy('probed', programs.serving, {
    container: {
      ports: [{ name: 'http', containerPort: contract.freePort }],
      env: [{ name: 'PORT', value: String(contract.freePort) }],
      readinessProbe: {
        httpGet: { path: '/ready', port: 'http' },
        periodSeconds: 1,
      },
    },
  });
  const unready = await contract.pod(
    'probed',
    pod => containerOf(pod)?.state.running !== undefined,
  );
  expect(containerOf(unready)).toMatchObject({ ready: false });
  const ready = await contract.pod('probed', pod => containerOf(pod)?.ready);
  const condition = ready.status!.conditions!.find(
    ({ type }) => type === 'Ready',
  );
  expect(condition).toMatchObject({ status: 'True' });
  expect(condition).not.toHaveProperty('reason');
});
