import { ApiKeys } from './apiKeys';

const initial = { production: 'production-key', staging: 'staging-key' };
let keys: ApiKeys;

beforeEach(() => {
  keys = new ApiKeys(initial);
});

it('accepts what it has created, and nothing else', () => {
  const key = keys.create();
  expect(
    [key, ...Object.values(initial)].map(each => keys.isGood(each)),
  ).toEqual([true, true, true]);
  expect(keys.isGood('guess')).toBe(false);
  expect(keys.isGood(undefined)).toBe(false);
});

it('revokes what production may have, and lets a newer key in', () => {
  const older = keys.create();
  keys.revokeProduction(true);
  const newer = keys.create();
  keys.revokeProduction(true);
  expect(keys.isGood(initial.production)).toBe(false);
  expect(keys.isGood(older)).toBe(false);
  expect(keys.isGood(initial.staging)).toBe(true);
  expect(keys.isGood(newer)).toBe(true);
  keys.revokeProduction(false);
  expect(keys.isGood(initial.production)).toBe(true);
});
