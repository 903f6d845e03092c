import type { IncidentLevel } from './incident';
import { statisticsOf, type CountedIncident } from './statistics';

const PERIOD = {
  from: '2026-11-02T00:00:00.000Z',
  to: '2026-11-30T00:00:00.000Z',
};

const at = (time: string) => `2026-11-10T${time}:00.000Z`;

function incident(more: Partial<CountedIncident> = {}): CountedIncident {
  return {
    status: 'resolved',
    severity: 'P1',
    errorClass: 'vendor-fault',
    startedAt: at('11:58'),
    openedAt: at('12:00'),
    acknowledgedAt: at('12:04'),
    mitigatedAt: at('12:18'),
    resolvedAt: at('12:58'),
    drill: false,
    ...more,
  };
}

const statistics = (...incidents: CountedIncident[]) =>
  statisticsOf(incidents, PERIOD);

const NONE = {
  timeToAcknowledge: null,
  timeToMitigate: null,
  timeToResolve: null,
};

it('of nothing has no times, which is not zero', () => {
  expect(statistics()).toEqual({
    ...PERIOD,
    all: { count: 0, open: 0, ...NONE },
    bySeverity: {},
    byErrorClass: {},
    byWeek: [
      { from: '2026-11-02T00:00:00.000Z', count: 0 },
      { from: '2026-11-09T00:00:00.000Z', count: 0 },
      { from: '2026-11-16T00:00:00.000Z', count: 0 },
      { from: '2026-11-23T00:00:00.000Z', count: 0 },
    ],
    drills: 0,
    merged: 0,
  });
});

it('count acknowledging from the opening, and the rest from the start', () => {
  expect(statistics(incident()).all).toEqual({
    count: 1,
    open: 0,
    timeToAcknowledge: 240,
    timeToMitigate: 1200,
    timeToResolve: 3600,
  });
});

it('take those that are still open for what they are', () => {
  const open = incident({
    status: 'monitoring',
    mitigatedAt: undefined,
    resolvedAt: undefined,
  });
  expect(statistics(open).all).toEqual({
    ...NONE,
    count: 1,
    open: 1,
    timeToAcknowledge: 240,
  });
});

it.each([
  [['12:10'], 600],
  [['12:10', '12:20'], 900],
  [['12:30', '12:10', '12:20'], 1200],
  [['12:01', '12:02', '13:00', '12:03'], 150],
])('have the median of %j', (acknowledged, seconds) => {
  const incidents = acknowledged.map(time =>
    incident({ acknowledgedAt: at(time) }),
  );
  expect(statistics(...incidents).all.timeToAcknowledge).toBe(seconds);
});

it('leave out times that can not be: the start was put after the end', () => {
  const wrong = incident({ startedAt: at('12:30') });
  expect(statistics(wrong).all).toMatchObject({
    timeToMitigate: null,
    timeToResolve: 28 * 60,
  });
});

it('tell severities and error classes apart', () => {
  const { bySeverity, byErrorClass, all } = statistics(
    incident(),
    incident({ severity: 'P3', errorClass: 'billing' }),
    incident({ severity: 'P3', acknowledgedAt: at('12:06') }),
  );
  expect(all.count).toBe(3);
  expect(bySeverity).toEqual({
    P1: expect.objectContaining({ count: 1, timeToAcknowledge: 240 }),
    P3: expect.objectContaining({ count: 2, timeToAcknowledge: 300 }),
  });
  expect(byErrorClass).toEqual({
    'vendor-fault': expect.objectContaining({ count: 2 }),
    billing: expect.objectContaining({ count: 1 }),
  });
});

it('name the worst severity first', () => {
  const levels: IncidentLevel[] = ['P4', 'P2', 'P1', 'P3'];
  const incidents = levels.map(severity => incident({ severity }));
  expect(Object.keys(statistics(...incidents).bySeverity)).toEqual([
    'P1',
    'P2',
    'P3',
    'P4',
  ]);
});

it('count drills and merged ones nowhere else', () => {
  const counted = statistics(
    incident({ drill: true }),
    incident({ drill: true, mergedInto: 'INC-1' }),
    incident({ mergedInto: 'INC-2' }),
    incident(),
  );
  expect(counted).toMatchObject({ drills: 2, merged: 1, all: { count: 1 } });
  expect(counted.bySeverity.P1?.count).toBe(1);
  expect(counted.byWeek.map(({ count }) => count)).toEqual([0, 1, 0, 0]);
});

describe('weeks', () => {
  const weeks = (from: string, to: string, ...openedAt: string[]) =>
    statisticsOf(
      openedAt.map(opened => incident({ openedAt: opened })),
      { from, to },
    ).byWeek.map(week => [week.from.slice(0, 10), week.count]);

  it('begin on Monday, in UTC, and are whole', () => {
    expect(
      weeks(
        '2026-11-05T10:00:00.000Z',
        '2026-11-17T00:00:00.000Z',
        '2026-11-08T23:59:59.999Z',
        '2026-11-09T00:00:00.000Z',
        '2026-11-16T12:00:00.000Z',
      ),
    ).toEqual([
      ['2026-11-02', 1],
      ['2026-11-09', 1],
      ['2026-11-16', 1],
    ]);
  });

  it('go over the end of a year', () => {
    expect(
      weeks('2026-12-28T00:00:00.000Z', '2027-01-05T00:00:00.000Z'),
    ).toEqual([
      ['2026-12-28', 0],
      ['2027-01-04', 0],
    ]);
  });

  it('are those with incidents and between, where the period has no end', () => {
    expect(
      weeks(
        '0000-01-01T00:00:00.000Z',
        '9999-12-31T00:00:00.000Z',
        '2026-11-10T12:00:00.000Z',
        '2026-11-24T12:00:00.000Z',
      ),
    ).toEqual([
      ['2026-11-09', 1],
      ['2026-11-16', 0],
      ['2026-11-23', 1],
    ]);
    expect(
      weeks('0000-01-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z'),
    ).toEqual([]);
  });
});
