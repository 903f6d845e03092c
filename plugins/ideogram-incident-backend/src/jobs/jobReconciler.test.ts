import { mockServices } from '@backstage/backend-test-utils';
import { JobReconciler } from './jobReconciler';

type Job = { id: string };

function setUp(left: Job[] = []) {
  const scheduler = mockServices.scheduler.mock();
  const logger = mockServices.logger.mock();
  const done: string[] = [];
  const jobs = {
    name: 'letters',
    store: {
      renew: jest.fn(async (running: readonly string[]) => {
        done.push(`renew ${running.join()}`);
      }),
      takeOver: jest.fn(async (isOurs: (id: string) => boolean) =>
        left.filter(({ id }) => !isOurs(id)),
      ),
    },
    runningIds: () => ['ours'],
    adopt: async ({ id }: Job) => {
      done.push(`adopt ${id}`);
    },
    reconcile: async () => {
      done.push('the rest');
    },
  };
  const reconciler = new JobReconciler<Job>(jobs, logger);
  const scheduled = async () => {
    await reconciler.start(scheduler);
    return scheduler.scheduleTask.mock.calls[0][0];
  };
  return { jobs, reconciler, scheduled, logger, done };
}

it('says that it works before it takes over what others left', async () => {
  const { reconciler, done } = setUp([{ id: 'ours' }, { id: 'left' }]);
  await reconciler.reconcile();
  expect(done).toEqual(['renew ours', 'adopt left', 'the rest']);
});

it('runs on each replica, well within a lease', async () => {
  const { scheduled } = setUp();
  expect(await scheduled()).toMatchObject({
    id: 'reconcile-letters',
    scope: 'local',
    frequency: { seconds: 3 },
  });
});

it('tells the log what fails, without secrets, and tries again', async () => {
  const { jobs, scheduled, logger, done } = setUp();
  jobs.store.renew.mockRejectedValueOnce(new Error('password=hunter2hunter2'));
  const { fn, signal } = await scheduled();
  await fn(signal!);
  expect(logger.warn.mock.calls.flat().join()).toMatch(
    /The letters can't be checked: .*password=/,
  );
  expect(logger.warn.mock.calls.flat().join()).not.toContain('hunter2');
  await fn(signal!);
  expect(done).toContain('the rest');
});

it('ends with the round that is under way, and begins none after it', async () => {
  const { jobs, reconciler, scheduled } = setUp();
  let goOn = () => {};
  jobs.store.renew.mockImplementationOnce(
    () =>
      new Promise(resolve => {
        goOn = resolve;
      }),
  );
  const { fn, signal } = await scheduled();
  const round = fn(signal!);
  let isClosed = false;
  const closed = reconciler.close().then(() => {
    isClosed = true;
  });
  expect(signal!.aborted).toBe(true);
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  goOn();
  await Promise.all([round, closed]);
});
