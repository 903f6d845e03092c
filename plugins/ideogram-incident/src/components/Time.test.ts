import { isoWithOffset, localTime, utcTime, zoneName } from './Time';

const at = new Date(2026, 10, 23, 15, 2, 11);

it('says the hour of today, and the day of another', () => {
  const today = new Date(2026, 10, 23, 0, 5);
  const tomorrow = new Date(2026, 10, 24, 0, 5);
  expect(localTime(at, { now: today })).toBe('15:02');
  expect(localTime(at, { now: today, seconds: true })).toBe('15:02:11');
  expect(localTime(at, { now: tomorrow })).toBe('23 Nov 15:02');
});

it('says no day of a clock that ends soon after midnight', () => {
  const now = new Date(2026, 10, 23, 23, 54);
  expect(localTime(new Date(2026, 10, 24, 0, 9), { now })).toBe('00:09');
  expect(localTime(new Date(2026, 10, 24, 15, 2), { now })).toBe(
    '24 Nov 15:02',
  );
});

it('says midnight as 00:00', () => {
  const midnight = new Date(2026, 10, 23, 0, 0);
  expect(localTime(midnight, { now: midnight })).toBe('00:00');
});

it('says the exact moment in UTC', () => {
  expect(utcTime(new Date('2026-11-23T14:02:11.500Z'))).toBe(
    '2026-11-23 14:02:11 UTC',
  );
});

it('keeps the moment in ISO 8601 with an offset', () => {
  expect(isoWithOffset(at)).toMatch(/^2026-11-23T15:02:11[+-]\d\d:\d\d$/);
  expect(Date.parse(isoWithOffset(at))).toBe(at.getTime());
});

it('names the zone by its offset', () => {
  expect(zoneName(at)).toMatch(/UTC/);
});
