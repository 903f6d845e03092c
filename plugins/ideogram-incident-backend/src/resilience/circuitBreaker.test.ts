import { mockServices } from '@backstage/backend-test-utils';
import { createCircuitBreaker } from './circuitBreaker';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function breaker() {
  const logger = mockServices.logger.mock();
  const loss = 'The cache fails';
  return {
    call: createCircuitBreaker({ loss, deadlineMs: 200, logger }),
    logger,
  };
}

const fail = async () => {
  throw new Error('token=Zx81kd02mf93lq47 refused');
};

it('gives the answer', async () => {
  expect(await breaker().call(async () => 'answer')).toBe('answer');
});

it('leaves alone for a while what failed, and says so once', async () => {
  const { call, logger } = breaker();
  const ask = jest.fn(async () => 'answer');
  expect(await Promise.all([call(fail), call(fail)])).toEqual([
    undefined,
    undefined,
  ]);
  expect(await call(ask)).toBeUndefined();
  jest.advanceTimersByTime(29_999);
  expect(await call(ask)).toBeUndefined();
  expect(ask).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(await call(ask)).toBe('answer');
  expect(await call(ask)).toBe('answer');
  expect(logger.warn.mock.calls).toEqual([
    ['The cache fails: Error: token=[masked] refused'],
  ]);
});

it('waits no longer than the deadline', async () => {
  const { call, logger } = breaker();
  const hanging = call(() => new Promise(() => {}));
  await jest.advanceTimersByTimeAsync(200);
  expect(await hanging).toBeUndefined();
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringMatching(/^The cache fails: .*timed out after 200ms/),
  );
});
