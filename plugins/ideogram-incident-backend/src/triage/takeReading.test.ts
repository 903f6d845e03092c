import { mockServices } from '@backstage/backend-test-utils';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import { takeReading } from './takeReading';
import { probeOf, targetOf } from './target.fixture';

const target = targetOf(
  {
    probes: { timeout: '5s', patient: { timeout: '20s' } },
  },
  ['patient', 'queue'],
);

const ok = { status: 'ok', summary: 'All well' } as const;
const never = () => new Promise<never>(() => {});

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

function start(take: Probe['take'], name = 'queue') {
  const logger = mockServices.logger.mock();
  const controller = new AbortController();
  const reading = takeReading(target, probeOf(name, take), {
    controller,
    startedAt: performance.now(),
    logger,
  });
  return { reading, logger, controller };
}

it('says when, how long and who', async () => {
  const { reading } = start(async () => {
    await jest.advanceTimersByTimeAsync(120);
    return { ...ok, source: 'queue.internal', details: { waiting: 3 } };
  });
  expect(await reading).toEqual({
    probe: 'queue',
    ...ok,
    source: 'queue.internal',
    details: { waiting: 3 },
    observedAt: '2026-11-23T12:00:00.120Z',
    durationMs: 120,
  });
});

it.each([
  ['queue', 5000],
  ['patient', 20_000],
])('gives the probe %s its own deadline of %s ms', async (name, ms) => {
  let aborted = false;
  const { reading } = start(async (_target, { signal, deadline }) => {
    expect(deadline).toBe(Date.parse('2026-11-23T12:00:00Z') + ms);
    await new Promise(resolve => signal.addEventListener('abort', resolve));
    aborted = true;
    return { status: 'unknown', summary: 'Nothing came' };
  }, name);
  await jest.advanceTimersByTimeAsync(ms - 1);
  expect(aborted).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(await reading).toMatchObject({
    status: 'unknown',
    summary: 'Nothing came',
  });
});

it('gives up on a probe that never settles', async () => {
  const { reading } = start(never);
  await jest.advanceTimersByTimeAsync(6000);
  expect(await reading).toMatchObject({
    probe: 'queue',
    status: 'unknown',
    problem: {
      issue: 'The reading queue is missing.',
      cause: expect.stringContaining('gave no answer in 5'),
    },
  });
});

it('gives up soon where it is aborted, even before it began', async () => {
  const { reading, controller } = start(never);
  controller.abort();
  await jest.advanceTimersByTimeAsync(1000);
  expect(await reading).toMatchObject({ status: 'unknown' });

  const late = takeReading(target, probeOf('queue', never), {
    controller,
    startedAt: performance.now(),
    logger: mockServices.logger.mock(),
  });
  await jest.advanceTimersByTimeAsync(1000);
  expect(await late).toMatchObject({ status: 'unknown' });
});

const circular: Record<string, unknown> = {};
circular.self = circular;

it.each<[string, () => unknown]>([
  ['rejects', () => Promise.reject(new Error('Api-Key: s3cr3t-of-ours'))],
  [
    'throws',
    () => {
      throw new Error('Api-Key: s3cr3t-of-ours');
    },
  ],
  ['rejects with no error', () => Promise.reject('Api-Key: s3cr3t-of-ours')],
  ['gives nothing', async () => undefined],
  ['gives a status that there is not', async () => ({ ...ok, status: 'fine' })],
  ['gives no summary', async () => ({ status: 'ok' })],
  ["gives what can't be sent", async () => ({ ...ok, details: circular })],
])('is unknown where a probe %s', async (_what, take) => {
  const { reading, logger } = start(take as Probe['take']);
  const taken = await reading;
  expect(taken).toMatchObject({
    status: 'unknown',
    problem: { cause: 'The probe queue failed unexpectedly.' },
  });
  expect(JSON.stringify(taken)).not.toContain('s3cr3t');
  expect(logger.error).toHaveBeenCalledTimes(1);
  expect(logger.error.mock.calls[0][0]).not.toContain('s3cr3t');
});

it('is not changed by what a probe does later', async () => {
  const details = { waiting: 3 };
  const { reading } = start(async () => ({ ...ok, details }));
  const taken = await reading;
  details.waiting = 4;
  expect(taken.details).toEqual({ waiting: 3 });
});

it('survives a probe that rejects after it was given up on', async () => {
  let reject: (error: Error) => void = () => {};
  const { reading } = start(
    () =>
      new Promise((_, rejectLate) => {
        reject = rejectLate;
      }),
  );
  await jest.advanceTimersByTimeAsync(6000);
  reject(new Error('too late'));
  await expect(reading).resolves.toMatchObject({ status: 'unknown' });
});

it('never lets out a secret of its own configuration', async () => {
  const configured = targetOf(
    {
      prometheus: [{ headers: { Authorization: 'Bearer the-portals-own' } }],
    },
    ['queue'],
  );
  const echo = probeOf('queue', async () => ({
    status: 'degraded',
    summary: 'Said: the-portals-own',
    details: { headers: ['Bearer the-portals-own'] },
  }));
  const reading = await takeReading(configured, echo, {
    controller: new AbortController(),
    startedAt: performance.now(),
    logger: mockServices.logger.mock(),
  });
  expect(reading).toMatchObject({
    summary: 'Said: [masked]',
    details: { headers: ['[masked]'] },
  });
});
