import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { MockIncidentApi } from '../../../testing/MockIncidentApi';
import { operation, step } from '../../../testing/operations';
import { OperationsFollower, type OperationsState } from './OperationsFollower';

const NOW = new Date('2026-11-25T14:00:00.000Z');
const EVERY_MS = 10_000;
const at = (minutes: number) =>
  new Date(NOW.getTime() + minutes * 60_000).toISOString();

const done = (id: string, minutes: number) =>
  operation(id, at(minutes), { status: 'succeeded', finishedAt: at(minutes) });

let api: MockIncidentApi;
let state: OperationsState;
let ended: Operation[];
let follower: OperationsFollower;

const settle = () => jest.advanceTimersByTimeAsync(0);
const ids = () => state.operations.map(({ id }) => id);

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  ended = [];
  follower = new OperationsFollower({
    api,
    entityRef: 'component:default/ideogram-integration',
    target: 'production',
    everyMs: EVERY_MS,
    onChange: next => {
      state = next;
    },
    onEnded: operation_ => ended.push(operation_),
  });
});

afterEach(() => {
  follower.stop();
  jest.useRealTimers();
});

it('reads again and again, and knows what others have begun', async () => {
  api.answers.operations = { operations: [done('old', -9)] };
  follower.start();
  await settle();
  expect(state).toMatchObject({ loaded: true });
  api.answers.operations = {
    operations: [operation('new', at(0)), done('old', -9)],
  };
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(ids()).toEqual(['new', 'old']);
  expect(ended).toEqual([]);
});

it('follows what is under way until it has ended', async () => {
  api.answers.operations = {
    operations: [operation('one', at(0)), done('old', -9)],
  };
  follower.start();
  await settle();
  expect(api.operationStreams.map(({ id }) => id)).toEqual(['one']);
  api.operationStream('one').operation(
    operation('one', at(0), {
      steps: [...operation('one', at(0)).steps, step('Next', 'running', at(0))],
    }),
  );
  await settle();
  expect(state.operations[0].steps.at(-1)?.name).toBe('Next');
  const end = { ...state.operations[0], status: 'succeeded' as const };
  api.operationStream('one').operation(end);
  await settle();
  expect(ended).toEqual([end]);
});

it('never takes a list that is older for a step back', async () => {
  const running = operation('one', at(0));
  api.answers.operations = { operations: [running] };
  follower.start();
  await settle();
  const later = { ...running, steps: [...running.steps, running.steps[0]] };
  api.operationStream('one').operation(later);
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(state.operations[0].steps).toHaveLength(later.steps.length);
  api.operationStream('one').operation({ ...later, status: 'failed' });
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(state.operations[0].status).toBe('failed');
  expect(ended).toHaveLength(1);
});

it('says while the connection is lost', async () => {
  api.answers.operations = { operations: [operation('one', at(0))] };
  follower.start();
  await settle();
  api.operationStream('one').loseConnection();
  await settle();
  expect(state.lost).toEqual(['one']);
  api.operationStream('one').operation(operation('one', at(0)));
  await settle();
  expect(state.lost).toEqual([]);
});

it('holds few connections, and none for what only waits', async () => {
  api.answers.operations = {
    operations: [
      operation('waits', at(5), { status: 'awaiting-approval' }),
      ...[4, 3, 2, 1].map(minutes => operation(String(minutes), at(minutes))),
    ],
  };
  follower.start();
  await settle();
  expect(api.operationStreams.map(({ id }) => id)).toEqual(['4', '3']);
});

it('has older ones after those it knows, and keeps them', async () => {
  api.answers.operations = { operations: [done('b', -1)], nextCursor: 'c1' };
  follower.start();
  await settle();
  expect(state.cursor).toBe('c1');
  api.answers.operations = { operations: [done('a', -2)] };
  await follower.loadMore();
  expect(ids()).toEqual(['b', 'a']);
  expect(state.cursor).toBeUndefined();
  api.answers.operations = { operations: [done('b', -1)], nextCursor: 'c1' };
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(ids()).toEqual(['b', 'a']);
  expect(state.cursor).toBeUndefined();
  expect(
    api.called('operations').map(({ input }) => input.query?.cursor),
  ).toEqual([undefined, 'c1', undefined]);
});

it('keeps what it knows where the list can not be read', async () => {
  api.answers.operations = { operations: [done('old', -9)] };
  follower.start();
  await settle();
  api.answers.operations = new Error('Failed to fetch');
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(state).toMatchObject({ failure: { kind: 'unreachable' } });
  expect(ids()).toEqual(['old']);
  api.answers.operations = { operations: [] };
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(state.failure).toBeUndefined();
});

it('lets its connections go once nobody looks', async () => {
  api.answers.operations = { operations: [operation('one', at(0))] };
  follower.start();
  await settle();
  follower.stop();
  expect(api.operationStream('one').signal?.aborted).toBe(true);
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  expect(api.called('operations')).toHaveLength(1);
});
