import { mockServices } from '@backstage/backend-test-utils';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import { Readings, SharedReadings } from '../../triage';
import { ScriptedCluster } from './__testUtils__/scriptedCluster';
import { observe, observeInTime, watch, watchMs } from './watch';

const { target } = new ScriptedCluster();

let availablePods: number;
let taken: number;

const workload = {
  name: 'workload',
  appliesTo: () => true,
  take: async () => {
    taken += 1;
    return availablePods === 2
      ? { status: 'ok', summary: '2 of 2 pods available' }
      : { status: 'degraded', summary: '1 of 2 pods available' };
  },
} as Probe;
const unasked = { ...workload, name: 'latency' } as Probe;

const logger = mockServices.logger.mock();
const readings = new Readings(
  [workload, unasked],
  new SharedReadings(mockServices.cache.mock(), logger),
  logger,
);

beforeEach(() => {
  availablePods = 1;
  taken = 0;
});

const watchPods = (since: number, onWait: () => void = () => {}) => {
  const seen: string[] = [];
  const result = watch({
    by: 'pods',
    readings,
    target,
    before: [],
    since,
    wait: async () => onWait(),
    onSeen: async text => {
      seen.push(text);
    },
  });
  return { result, seen };
};

it('takes only what it is told by', async () => {
  const found = await observe(readings, target);
  expect(found.map(({ probe }) => probe)).toEqual(['workload']);
});

it('does not wait for what hangs, where it need not', async () => {
  const hangs = {
    ...workload,
    name: 'error-rate',
    take: () => new Promise(() => {}),
  } as unknown as Probe;
  const some = new Readings(
    [workload, hangs],
    new SharedReadings(mockServices.cache.mock(), logger),
    logger,
  );
  const found = await observeInTime(some, target);
  expect(found.map(({ probe }) => probe)).toEqual(['workload']);
  some.close();
});

it('watches until the trouble stops', async () => {
  const { result, seen } = watchPods(Date.now() - 1, () => {
    availablePods = 2;
  });
  expect(await result).toEqual({
    outcome: 'verified',
    text: '2 of 2 pods available.',
  });
  expect(seen).toEqual(['1 of 2 pods available.']);
});

it('ends unverified where it does not stop in time', async () => {
  const { result } = watchPods(Date.now() - watchMs('pods', target));
  expect(await result).toEqual({
    outcome: 'unverified',
    text: '1 of 2 pods available.',
  });
});

it('ends with errors that continue where they are seen to', async () => {
  const errorRate = {
    ...workload,
    name: 'error-rate',
    take: async () => ({
      status: 'degraded',
      summary: '42% of 3 requests/s fail',
      details: { requestsPerSecond: 3, errors: [] },
    }),
  } as unknown as Probe;
  const failing = new Readings(
    [errorRate],
    new SharedReadings(mockServices.cache.mock(), logger),
    logger,
  );
  const { outcome, text } = await watch({
    by: 'no-errors',
    readings: failing,
    target,
    before: [],
    since: Date.now() - watchMs('no-errors', target),
    wait: async () => {},
    onSeen: async () => {},
  });
  expect({ outcome, text }).toEqual({
    outcome: 'errors-continue',
    text: '42% of 3 requests/s fail.',
  });
});

it('believes no reading from before the change, and says that one is on its way', async () => {
  availablePods = 2;
  const { result, seen } = watchPods(Date.now() + 60_000, () => {
    if (taken === 3) throw new Error('enough');
  });
  await expect(result).rejects.toThrow('enough');
  expect(seen[0]).toBe('Reading whether it helped.');
});

it('watches errors for as long as they count', () => {
  expect(watchMs('rate-limits', target)).toBe(5 * 60_000 + 60_000);
});
