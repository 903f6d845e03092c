import { responseTime } from './responseTime';

const since = '2026-11-23T14:00:00.000Z';
const severity = { level: 'P1' as const, reasons: [] };

it.each([
  [
    { respondWithin: 'PT15M', since },
    {
      kind: 'deadline',
      totalMs: 900_000,
      deadline: Date.parse('2026-11-23T14:15:00.000Z'),
      isLatest: false,
    },
  ],
  [
    { respondWithin: 'PT15M', seenSince: since },
    {
      kind: 'deadline',
      totalMs: 900_000,
      deadline: Date.parse('2026-11-23T14:15:00.000Z'),
      isLatest: true,
    },
  ],
  [{ respondWithin: 'PT15M' }, { kind: 'within', totalMs: 900_000 }],
  [
    { respondWithin: 'next-business-day', since },
    { kind: 'next-business-day' },
  ],
  [{ since }, undefined],
  [{ respondWithin: 'soon', since }, undefined],
])('%j', (given, expected) => {
  expect(responseTime({ ...severity, ...given })).toEqual(expected);
});
