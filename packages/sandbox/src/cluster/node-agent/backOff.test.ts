import { BackOff, kubeletBackOff } from './backOff';

it('restarts at once, then ever later, and starts over after a long run', () => {
  const backOff = new BackOff(kubeletBackOff);
  const waits = [1, 1, 1, 1, 1, 1, 1, 1].map(ran => backOff.after(ran));
  expect(waits).toEqual([
    0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000,
  ]);
  expect(backOff.after(601_000)).toBe(0);
  expect(backOff.after(1)).toBe(10_000);
});
