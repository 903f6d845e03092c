import { DEFAULT_RESPOND_WITHIN } from '../triage/severity';
import type { IncidentLevel } from './incident';
import {
  DEFAULT_BUSINESS_HOURS,
  respondBy,
  respondByAfter,
  type BusinessHours,
} from './respondBy';

const times = (hours: Partial<BusinessHours> = {}) => ({
  respondWithin: DEFAULT_RESPOND_WITHIN,
  businessHours: { ...DEFAULT_BUSINESS_HOURS, ...hours },
});

const BERLIN = { timeZone: 'Europe/Berlin' };
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

afterEach(() => {
  jest.useRealTimers();
});

describe('a duration', () => {
  it.each<[IncidentLevel, string, string]>([
    ['P1', '2026-11-30T12:00:00.000Z', '2026-11-30T12:15:00.000Z'],
    ['P2', '2026-12-31T23:30:00Z', '2027-01-01T00:30:00.000Z'],
    ['P3', '2028-02-28T22:00:00+01:00', '2028-02-29T01:00:00.000Z'],
    // The clocks of Berlin go forward and back meanwhile.
    ['P3', '2026-03-28T23:30:00Z', '2026-03-29T03:30:00.000Z'],
    ['P3', '2026-10-24T23:30:00Z', '2026-10-25T03:30:00.000Z'],
  ])('of %s from %s ends at %s', (level, at, due) => {
    expect(respondBy(level, at, times(BERLIN))).toBe(due);
  });

  it('may be configured', () => {
    const respondWithin = { ...DEFAULT_RESPOND_WITHIN, P4: 'P3D' };
    expect(
      respondBy('P4', '2026-03-28T12:00:00.000Z', {
        ...times(BERLIN),
        respondWithin,
      }),
    ).toBe('2026-03-31T12:00:00.000Z');
  });

  it('that is none is told, and makes no time', () => {
    const respondWithin = { ...DEFAULT_RESPOND_WITHIN, P1: 'soon' };
    const wrong = { ...times(), respondWithin };
    expect(() => respondBy('P1', '2026-03-28T12:00:00Z', wrong)).toThrow(
      'can\'t be computed from "soon"',
    );
  });
});

describe('the next business day', () => {
  const from = (at: string, hours?: Partial<BusinessHours>) =>
    respondBy('P4', at, times(hours));

  it.each([
    // Monday, 30 November 2026: before, within and after the hours.
    ['2026-11-30T03:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['2026-11-30T09:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['2026-11-30T17:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['2026-11-30T23:59:59.999Z', '2026-12-01T17:00:00.000Z'],
    // Thursday, Friday, Saturday, Sunday.
    ['2026-12-03T12:00:00Z', '2026-12-04T17:00:00.000Z'],
    ['2026-12-04T12:00:00Z', '2026-12-07T17:00:00.000Z'],
    ['2026-12-05T12:00:00Z', '2026-12-07T17:00:00.000Z'],
    ['2026-12-06T23:00:00Z', '2026-12-07T17:00:00.000Z'],
  ])('after %s ends at %s', (at, due) => {
    expect(from(at)).toBe(due);
  });

  it.each<[string, Partial<BusinessHours>, string, string]>([
    [
      'is one after holidays in a row and over the end of a year',
      {
        ...BERLIN,
        holidays: ['2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05'],
      },
      '2026-12-30T12:00:00Z',
      '2027-01-06T16:00:00.000Z',
    ],
    [
      'may be the only one of a week',
      { days: ['sun'] },
      '2026-12-06T12:00:00Z',
      '2026-12-13T17:00:00.000Z',
    ],
    [
      'may be the leap day',
      {},
      '2028-02-28T12:00:00Z',
      '2028-02-29T17:00:00.000Z',
    ],
    [
      'is that of the time zone, where it is Tuesday already',
      { timeZone: 'Pacific/Kiritimati' },
      '2026-11-30T11:00:00Z',
      '2026-12-02T03:00:00.000Z',
    ],
    [
      'is that of the time zone, where it is still Sunday',
      { timeZone: 'Pacific/Pago_Pago' },
      '2026-11-30T10:30:00Z',
      '2026-12-01T04:00:00.000Z',
    ],
    [
      'knows quarters of an hour',
      { timeZone: 'Asia/Kathmandu' },
      '2026-11-30T12:00:00Z',
      '2026-12-01T11:15:00.000Z',
    ],
    [
      'comes after the clocks went forward on the weekend',
      BERLIN,
      '2026-03-27T12:00:00Z',
      '2026-03-30T15:00:00.000Z',
    ],
    [
      'comes after the clocks went back on the weekend',
      BERLIN,
      '2026-10-23T12:00:00Z',
      '2026-10-26T16:00:00.000Z',
    ],
    [
      'goes south, where it is the other way round',
      { timeZone: 'Australia/Lord_Howe' },
      '2026-10-02T00:00:00Z',
      '2026-10-05T06:00:00.000Z',
    ],
    [
      'ends after the gap where the clock skips its end',
      { ...BERLIN, days: EVERY_DAY, from: '00:00', to: '02:30' },
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'ends the second time where the clock shows its end twice',
      { ...BERLIN, days: EVERY_DAY, from: '00:00', to: '02:30' },
      '2026-10-24T12:00:00Z',
      '2026-10-25T01:30:00.000Z',
    ],
    [
      'may begin at a midnight that does not exist',
      {
        timeZone: 'Africa/Cairo',
        days: EVERY_DAY,
        from: '00:00',
        to: '24:00',
      },
      '2026-04-23T12:00:00Z',
      '2026-04-24T21:00:00.000Z',
    ],
    [
      'may end at a midnight that does not exist',
      {
        timeZone: 'Africa/Cairo',
        days: EVERY_DAY,
        from: '08:00',
        to: '24:00',
      },
      '2026-04-22T12:00:00Z',
      '2026-04-23T22:00:00.000Z',
    ],
    [
      'ends in the morning after it where people work at night',
      { ...BERLIN, from: '22:00', to: '06:00' },
      '2026-12-03T12:00:00Z',
      '2026-12-05T05:00:00.000Z',
    ],
    [
      'is tomorrow where no day is one',
      { days: [] },
      '2026-12-04T12:00:00Z',
      '2026-12-05T17:00:00.000Z',
    ],
  ])('%s', (_, hours, at, due) => {
    expect(from(at, hours)).toBe(due);
  });

  it.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])(
    'ends at the same moment, asked on %s',
    today => {
      jest.useFakeTimers({ now: Date.parse(today) });
      const hours = { ...BERLIN, days: EVERY_DAY, from: '00:00', to: '02:30' };
      expect([
        from('2026-03-28T12:00:00Z', hours),
        from('2026-10-24T12:00:00Z', hours),
      ]).toEqual(['2026-03-29T01:30:00.000Z', '2026-10-25T01:30:00.000Z']);
    },
  );

  it('of a time zone that does not exist is told, and makes no time', () => {
    expect(() => from('2026-11-30T12:00:00Z', { timeZone: 'Mars' })).toThrow(
      'Mars',
    );
  });
});

describe('after a change of level', () => {
  const AT = '2026-11-30T12:30:00.000Z';

  it.each<[IncidentLevel, string, IncidentLevel, string]>([
    // A rise starts the new level's time, sooner or later than before.
    ['P3', '2026-11-30T16:00:00.000Z', 'P1', '2026-11-30T12:45:00.000Z'],
    ['P2', '2026-11-30T12:31:00.000Z', 'P1', '2026-11-30T12:45:00.000Z'],
    ['P4', '2026-12-01T17:00:00.000Z', 'P2', '2026-11-30T13:30:00.000Z'],
    // A fall gives the new level's time, and takes none away.
    ['P1', '2026-11-30T12:40:00.000Z', 'P3', '2026-11-30T16:30:00.000Z'],
    ['P1', '2026-12-02T12:00:00.000Z', 'P4', '2026-12-02T12:00:00.000Z'],
    ['P2', '2026-11-30T13:00:00.000Z', 'P2', '2026-11-30T13:00:00.000Z'],
  ])('%s due at %s is as %s due at %s', (severity, due, to, expected) => {
    expect(respondByAfter({ severity, respondBy: due }, to, AT, times())).toBe(
      expected,
    );
  });

  it.each<IncidentLevel>(['P1', 'P4'])(
    'to %s it stands still once somebody looks after it',
    to => {
      const incident = {
        severity: 'P3',
        respondBy: '2026-11-30T16:00:00.000Z',
        acknowledgedAt: '2026-11-30T12:10:00.000Z',
      } as const;
      expect(respondByAfter(incident, to, AT, times())).toBe(
        incident.respondBy,
      );
    },
  );
});
