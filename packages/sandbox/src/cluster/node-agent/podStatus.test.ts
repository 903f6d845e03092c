import type { ContainerState, ContainerStatus, Pod } from '../objects';
import { podStatus } from './podStatus';

const at = '2026-01-01T00:00:00Z';

function pod(restartPolicy: 'Always' | 'OnFailure' | 'Never' = 'Always'): Pod {
  return { metadata: { name: 'p' }, spec: { restartPolicy, containers: [] } };
}

function container(
  state: ContainerState,
  { ready = false, lastState = {} as ContainerState } = {},
): ContainerStatus {
  return {
    name: 'app',
    image: 'x',
    imageID: '',
    ready,
    started: ready,
    restartCount: 0,
    state,
    lastState,
  };
}

const ended = (exitCode: number): ContainerState => ({
  terminated: { exitCode, reason: 'x', startedAt: at, finishedAt: at },
});
const waiting: ContainerState = { waiting: { reason: 'x' } };
const running: ContainerState = { running: { startedAt: at } };

it.each([
  ['Always', [container(waiting)], 'Pending'],
  ['Always', [container(waiting, { lastState: ended(1) })], 'Running'],
  ['Always', [container(running, { ready: true })], 'Running'],
  ['Always', [container(ended(1))], 'Running'],
  ['OnFailure', [container(ended(0))], 'Succeeded'],
  ['OnFailure', [container(ended(1))], 'Running'],
  ['Never', [container(ended(1))], 'Failed'],
  ['Never', [container(ended(0)), container(running)], 'Running'],
] as const)('restartPolicy %s, %j: %s', (policy, containers, phase) => {
  const status = podStatus(pod(policy), undefined, [...containers], at);
  expect(status.phase).toBe(phase);
});

it('remembers since when it is ready', () => {
  const ready = [container(running, { ready: true })];
  const first = podStatus(pod(), undefined, ready, at);
  const later = podStatus(pod(), first, ready, '2026-01-01T00:01:00Z');
  expect(later.conditions).toEqual(first.conditions);
  const crashed = podStatus(
    pod(),
    later,
    [container(waiting, { lastState: ended(1) })],
    '2026-01-01T00:02:00Z',
  );
  expect(crashed.conditions).toContainEqual({
    type: 'Ready',
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [app]',
    lastTransitionTime: '2026-01-01T00:02:00Z',
  });
});
