import type { V1Pod } from '@kubernetes/client-node';
import { describePods, restartsOf } from './describePods';

const pod = (
  spec: object,
  status: { initContainerStatuses?: object[]; containerStatuses?: object[] },
) => ({ metadata: { name: 'a' }, spec, status } as unknown as V1Pod);
const running = { running: {} };
const done = { terminated: { exitCode: 0 } };
const app = { name: 'app', restartCount: 1, state: running };

it.each<[string, V1Pod, number]>([
  ['its containers', pod({}, { containerStatuses: [app, app] }), 2],
  [
    'a native sidecar',
    pod(
      { initContainers: [{ name: 'tunnel', restartPolicy: 'Always' }] },
      {
        containerStatuses: [app],
        initContainerStatuses: [
          { name: 'tunnel', restartCount: 41, state: running },
        ],
      },
    ),
    42,
  ],
  [
    'an init container that the pod still waits for',
    pod(
      { initContainers: [{ name: 'migrate' }] },
      {
        initContainerStatuses: [
          {
            name: 'migrate',
            restartCount: 6,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ],
      },
    ),
    6,
  ],
  [
    'no init container that is done',
    pod(
      { initContainers: [{ name: 'migrate' }] },
      {
        containerStatuses: [app],
        initContainerStatuses: [
          { name: 'migrate', restartCount: 6, state: done },
        ],
      },
    ),
    1,
  ],
])('counts the restarts of %s', (_, each, restarts) => {
  expect(restartsOf(each)).toBe(restarts);
});

it('knows the memory limit only with that of a native sidecar', () => {
  const limited = (name: string, memory?: string) => ({
    name,
    restartPolicy: 'Always',
    ...(memory && { resources: { limits: { memory } } }),
  });
  const limitOf = (memory?: string) => {
    const spec = {
      containers: [limited('app', '1Mi')],
      initContainers: [limited('tunnel', memory)],
    };
    const [described] = describePods([pod(spec, {})], new Map([['a', 7]]), 0);
    return described.memory;
  };
  expect(limitOf('2Mi')).toEqual({ usedBytes: 7, limitBytes: 3 * 1024 ** 2 });
  expect(limitOf()).toEqual({ usedBytes: 7 });
});
