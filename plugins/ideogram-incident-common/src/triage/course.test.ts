import { lastOutageIn, momentsOf, onsetOf, type Moment } from './course';
import type { ErrorClass } from './errorClass';
import { crashed, readings } from './readings.fixture';
import type { SeverityLevel, TriageErrorClass } from './triage';

const STEP_MS = 15_000;
const START = Date.UTC(2026, 10, 23, 12);
const at = (index: number) => new Date(START + index * STEP_MS).toISOString();

/** A letter for each moment. */
const KINDS: Record<string, Omit<Moment, 'at'>> = {
  '.': { errorRate: 'ok', latency: 'ok', errorClass: 'none' },
  '?': { errorRate: 'unknown', latency: 'unknown', errorClass: 'unknown' },
  V: { errorRate: 'failing', latency: 'ok', errorClass: 'vendor-fault' },
  v: { errorRate: 'degraded', latency: 'ok', errorClass: 'vendor-fault' },
  A: { errorRate: 'failing', latency: 'ok', errorClass: 'authentication' },
  s: { errorRate: 'ok', latency: 'degraded', errorClass: 'none' },
};
const course = (letters: string): Moment[] =>
  [...letters].map((letter, index) => ({
    at: START + index * STEP_MS,
    ...KINDS[letter],
  }));

const judged = (
  level: SeverityLevel,
  errorClass: TriageErrorClass,
  changes: Parameters<typeof readings>[0],
) => ({
  readings: readings(changes),
  errorClass,
  severity: { level },
  finishedAt: at(100),
});

const failing = judged('P1', 'vendor-fault', { 'error-rate': 'failing' });
const degraded = judged('P2', 'vendor-fault', { 'error-rate': 'degraded' });
const refused = judged('P1', 'authentication', { 'error-rate': 'failing' });
const slow = judged('P2', 'none', { latency: 'degraded' });
const dead = judged('P1', 'none', { workload: 'failing' });
const gap = judged('P4', 'unknown', { latency: 'unknown' });

describe('onsetOf', () => {
  it.each<[string, string, typeof failing, [number, boolean] | undefined]>([
    ['began once', '...VVVV', failing, [3, true]],
    ['began, healed, began again', '..VVV..VV', failing, [7, true]],
    ['was less bad before', '..vvVV', failing, [4, true]],
    ['was worse before', '..VVvv', degraded, [2, true]],
    ['was of another class before', '..VVVAA', refused, [5, true]],
    ['began after the last moment', '.....', failing, [100, true]],
    ['began before the first moment', 'VVVV', failing, [0, false]],
    ['has a gap', '.VV??VV', failing, [5, false]],
    ['is not known now', '.VV??', failing, undefined],
    ['is slow', '..sss', slow, [2, true]],
    ['is slow, and had errors before', '..vvss', slow, [4, true]],
    ['rests on what metrics do not tell', '.....', dead, undefined],
    ['is a monitoring gap', '..VV..', gap, undefined],
    ['has no metrics', '', failing, undefined],
  ])('%s: %s', (_, letters, triage, expected) => {
    const onset = onsetOf(course(letters), triage);
    expect(onset && [onset.at, onset.isKnown]).toEqual(
      expected && [at(expected[0]), expected[1]],
    );
  });

  it('says how exact it is, and whether it tells all', () => {
    expect(onsetOf(course('.VV'), failing)).toMatchObject({
      withinMs: STEP_MS,
      isWhole: true,
    });
    const both = judged('P1', 'vendor-fault', {
      'error-rate': 'failing',
      'integration-health': 'failing',
    });
    expect(onsetOf(course('.VV'), both)).toMatchObject({ isWhole: false });
  });
});

describe('onsetOf a rollout that broke all pods', () => {
  const rollout = { revision: 7, startedAt: at(3) };
  const broken = {
    ...judged('P1', 'none', {}),
    readings: [crashed(rollout)],
  };

  it('is when it began, whoever looked', () => {
    expect(onsetOf([], broken)).toMatchObject({ at: at(3), isKnown: true });
    expect(onsetOf(course('.....'), broken)?.at).toBe(at(3));
  });

  it('is not known by it where pods were down before', () => {
    const before = {
      ...broken,
      readings: [crashed({ ...rollout, wasDownBefore: true })],
    };
    expect(onsetOf([], before)).toBeUndefined();
  });

  it('is when errors began, where that was before', () => {
    const errors = judged('P1', 'vendor-fault', {
      'error-rate': 'failing',
      workload: crashed(rollout),
    });
    expect(onsetOf(course('..VVVV'), errors)?.at).toBe(at(2));
    expect(onsetOf(course('.....V'), errors)?.at).toBe(at(3));
  });
});

describe('lastOutageIn', () => {
  const vendor = { errorClass: 'vendor-fault' };
  it.each<[string, string, object | undefined]>([
    ['there was none', '.....', undefined],
    ['nothing is known', '???', undefined],
    [
      'one',
      '..VVV..',
      { ...vendor, level: 'P1', since: at(2), lastSeenAt: at(4), until: at(5) },
    ],
    [
      'one at its worst',
      '..vVVvv..',
      { ...vendor, level: 'P1', since: at(3), lastSeenAt: at(4), until: at(5) },
    ],
    [
      'the last of two',
      '.VV..vv.',
      { ...vendor, level: 'P2', since: at(5), lastSeenAt: at(6), until: at(7) },
    ],
    [
      'another class is another outage',
      '.VVAA.',
      {
        errorClass: 'authentication',
        level: 'P1',
        since: at(3),
        lastSeenAt: at(4),
        until: at(5),
      },
    ],
    [
      'it began before the first moment',
      'VV..',
      {
        ...vendor,
        level: 'P1',
        seenSince: at(0),
        lastSeenAt: at(1),
        until: at(2),
      },
    ],
    [
      'it is not known when it ended',
      '.VV??..',
      { ...vendor, level: 'P1', since: at(1), lastSeenAt: at(2) },
    ],
    [
      'it ended just now',
      '...VV',
      {
        ...vendor,
        level: 'P1',
        since: at(3),
        lastSeenAt: at(4),
        until: at(100),
      },
    ],
    [
      'it was slow',
      '.ss.',
      {
        errorClass: 'none',
        level: 'P2',
        since: at(1),
        lastSeenAt: at(2),
        until: at(3),
      },
    ],
  ])('%s: %s', (_, letters, expected) => {
    expect(lastOutageIn(course(letters), at(100))).toEqual(expected);
  });
});

describe('momentsOf', () => {
  type Point = [number, number | null];
  const points = (...values: (number | null)[]): Point[] =>
    values.map((value, index) => [START / 1000 + index, value]);
  const errors = (errorClass: ErrorClass, ...values: (number | null)[]) => ({
    errorType: errorClass,
    errorClass,
    points: points(...values),
  });
  const thresholds = {
    errorRatio: 0.05,
    latencyP95Seconds: 30,
    rateLimitedPerMinute: 5,
  };

  it('judges each moment as a reading is judged', () => {
    const requests = points(2, 2, 2, 2, 0, null, 2, 20);
    const moments = momentsOf(
      {
        requests,
        errorsByType: [
          errors('vendor-fault', null, 0.02, 0.2, 2, null, null, null, 0),
          errors('authentication', null, null, null, null, null, null, 0.01, 0),
          errors('rate-limited', null, null, null, null, null, null, null, 0.1),
        ],
        errorRatio: points(0, 0.01, 0.1, 1, null, null, 0.005, 0.005),
        latencyP95: points(10, 30, 10, null, null, null, 10, 10),
      },
      thresholds,
    );
    expect(
      moments.map(({ errorRate, latency, errorClass }) =>
        [errorRate, latency, errorClass].join(' '),
      ),
    ).toEqual([
      'ok ok none',
      'ok degraded vendor-fault',
      'degraded ok vendor-fault',
      'failing unknown vendor-fault',
      'ok ok none',
      'unknown unknown unknown',
      'degraded ok authentication',
      'degraded ok rate-limited',
    ]);
    expect(moments.map(({ at: time }) => time)).toEqual(
      requests.map(([seconds]) => seconds * 1000),
    );
  });

  it('takes errors that could not be read for unknown, not for none', () => {
    const [moment] = momentsOf(
      {
        requests: points(2),
        errorsByType: [],
        errorRatio: points(null),
        latencyP95: points(1),
      },
      thresholds,
    );
    expect(moment).toMatchObject({ errorRate: 'unknown', latency: 'ok' });
  });
});
