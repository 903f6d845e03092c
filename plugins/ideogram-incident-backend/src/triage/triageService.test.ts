import { mockServices } from '@backstage/backend-test-utils';
import {
  updateSeverityHistory,
  type Moment,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type { CourseReader } from '../metrics';
import type {
  Probe,
  ProbeResult,
} from 'backstage-plugin-ideogram-incident-node';
import { Readings } from './readings';
import { SeverityClock } from './severityClock';
import type { SeenSeverity } from './severityHistoryStore';
import { SharedReadings } from './sharedReadings';
import { probeOf, targetOf } from './target.fixture';
import { TriageService } from './triageService';

const ENTITY = 'component:default/checkout';
const NAMES = ['status-page', 'integration-health'];
const respondWithin = {
  P1: 'PT15M',
  P2: 'PT1H',
  P3: 'PT4H',
  P4: 'next-business-day',
};

/** A probe that answers when the test lets it. */
function steeredProbe(name: string) {
  const waiting: ((result: ProbeResult) => void)[] = [];
  let taken = 0;
  const probe = probeOf(name, () => {
    taken += 1;
    return new Promise<ProbeResult>(resolve => waiting.push(resolve));
  });
  return {
    probe,
    answer: (status: ProbeResult['status']) =>
      waiting
        .splice(0)
        .forEach(resolve => resolve({ status, summary: status })),
    taken: () => taken,
  };
}

function serviceOf(
  probes: Probe[],
  courseOf: CourseReader = async () => {
    throw new Error('There is no Prometheus');
  },
) {
  const logger = mockServices.logger.mock();
  const shared = new SharedReadings(mockServices.cache.mock(), logger);
  const readings = new Readings(probes, shared, logger);
  const store = {
    read: async () => undefined,
    record: async ({ look, maxGapMs }: SeenSeverity) =>
      updateSeverityHistory(undefined, look, maxGapMs),
  };
  const clock = new SeverityClock(store, logger);
  return new TriageService(readings, clock, courseOf, respondWithin);
}

const instant = () => targetOf({ probes: { maxAge: '0s' } });
const settle = () => new Promise(resolve => setImmediate(resolve));

it('brings each reading when it arrives, and all in order at the end', async () => {
  const [page, health] = NAMES.map(steeredProbe);
  const service = serviceOf([page.probe, health.probe]);
  const arrived: string[] = [];
  const triage = service.triage(instant(), ENTITY, ({ probe }) =>
    arrived.push(probe),
  );

  await settle();
  expect(arrived).toEqual([]);
  health.answer('failing');
  await settle();
  expect(arrived).toEqual(['integration-health']);
  page.answer('ok');

  const { readings, severity, ...rest } = await triage;
  expect(readings.map(({ probe }) => probe)).toEqual(NAMES);
  expect(arrived).toEqual(['integration-health', 'status-page']);
  expect(rest).toMatchObject({ entityRef: ENTITY, target: 'production' });
  expect(severity).toMatchObject({ level: 'P1', respondWithin: 'PT15M' });
  expect(severity.seenSince).toBe(rest.finishedAt);
});

it('takes a late viewer along, who gets all readings', async () => {
  const [page, health] = NAMES.map(steeredProbe);
  const service = serviceOf([page.probe, health.probe]);
  const target = instant();
  const first = service.triage(target, ENTITY);
  await settle();
  page.answer('ok');
  await settle();

  const arrived: Reading[] = [];
  const late = service.triage(target, ENTITY, reading => arrived.push(reading));
  expect(arrived.map(({ probe }) => probe)).toEqual(['status-page']);
  health.answer('ok');
  expect(await late).toBe(await first);
  expect(arrived).toHaveLength(2);
  expect([page.taken(), health.taken()]).toEqual([1, 1]);
});

it.each([
  ['ok', 'unknown'],
  ['unknown', 'failing'],
] as const)(
  'judges no answer of Ideogram once the error rate is known to be %s: %s',
  async (errorRate, expected) => {
    const silent = probeOf('ideogram-api', async () => ({
      status: 'unknown',
      summary: "Can't be reached from the portal",
      details: { url: 'https://api.ideogram.ai', noAnswer: 'is silent' },
    }));
    let answer: (result: ProbeResult) => void = () => {};
    const rate = probeOf(
      'error-rate',
      () =>
        new Promise<ProbeResult>(resolve => {
          answer = resolve;
        }),
    );
    const service = serviceOf([rate, silent]);
    const target = targetOf({ probes: { maxAge: '60s' } });
    const arrived: string[] = [];
    const triage = service.triage(target, ENTITY, ({ probe, status }) =>
      arrived.push(`${probe} ${status}`),
    );
    await settle();
    expect(arrived).toEqual([]);
    answer({
      status: errorRate,
      summary: errorRate,
      ...(errorRate === 'ok' && {
        details: {
          window: '5m',
          requestsPerSecond: 3.1,
          errorsPerSecond: 0,
          errorRatio: 0,
          threshold: 0.05,
          errors: [],
          rateLimitedPerMinute: 0,
          rateLimitedThreshold: 5,
          blockedPerSecond: 0,
          warnings: [],
        },
      }),
    });
    const { readings } = await triage;
    expect(readings[1]).toMatchObject({
      probe: 'ideogram-api',
      status: expected,
    });
    expect(arrived).toEqual([
      `error-rate ${errorRate}`,
      `ideogram-api ${expected}`,
    ]);
    // Fresh all the same.
    expect(await service.triage(target, ENTITY)).toBe(await triage);
  },
);

it('answers from what is fresh, for each entity under its own name', async () => {
  const page = steeredProbe('status-page');
  const service = serviceOf([page.probe]);
  const target = targetOf({ probes: { maxAge: '60s' } });
  const first = service.triage(target, ENTITY);
  await settle();
  page.answer('ok');
  const triage = await first;

  const arrived: Reading[] = [];
  expect(
    await service.triage(target, ENTITY, reading => arrived.push(reading)),
  ).toBe(triage);
  expect(arrived).toEqual(triage.readings);
  expect(await service.triage(target, 'component:default/other')).toEqual({
    ...triage,
    entityRef: 'component:default/other',
  });
  expect(page.taken()).toBe(1);
});

describe('readings that are about to be too old', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function aged() {
    const [page, health] = NAMES.map(steeredProbe);
    const service = serviceOf([page.probe, health.probe]);
    const target = targetOf({ probes: { maxAge: '5s' } });
    const first = service.triage(target, ENTITY);
    await settle();
    page.answer('ok');
    health.answer('ok');
    const triage = await first;
    jest.advanceTimersByTime(4500);
    return { page, health, triage, ask: () => service.triage(target, ENTITY) };
  }

  it('are renewed once, while nobody waits', async () => {
    const { page, health, triage, ask } = await aged();
    expect(await ask()).toBe(triage);
    await settle();
    page.answer('failing');
    await settle();
    expect(await ask()).toBe(triage);
    health.answer('ok');
    await settle();

    const renewed = await ask();
    expect(renewed.readings.map(({ status }) => status)).toEqual([
      'failing',
      'ok',
    ]);
    expect([page.taken(), health.taken()]).toEqual([2, 2]);
  });

  it('of which one is younger are not renewed before that one ages too', async () => {
    const [page, health] = NAMES.map(steeredProbe);
    const service = serviceOf([page.probe, health.probe]);
    const target = targetOf({ probes: { maxAge: '5s' } });
    const first = service.triage(target, ENTITY);
    await settle();
    page.answer('ok');
    await settle();
    jest.advanceTimersByTime(1000);
    health.answer('ok');
    const triage = await first;

    jest.advanceTimersByTime(3999);
    expect(await service.triage(target, ENTITY)).toBe(triage);
    await settle();
    expect([page.taken(), health.taken()]).toEqual([1, 1]);

    jest.advanceTimersByTime(1);
    const late = service.triage(target, ENTITY);
    await settle();
    page.answer('failing');
    expect((await late).readings.map(({ status }) => status)).toEqual([
      'failing',
      'ok',
    ]);
    expect([page.taken(), health.taken()]).toEqual([2, 1]);
  });

  it('are waited for once they are too old', async () => {
    const { page, health, ask } = await aged();
    await ask();
    await settle();
    jest.advanceTimersByTime(500);
    const late = ask();
    page.answer('failing');
    health.answer('ok');
    expect((await late).readings[0].status).toBe('failing');
    expect([page.taken(), health.taken()]).toEqual([2, 2]);
  });
});

it('judges anew where nothing may be shared', async () => {
  const page = steeredProbe('status-page');
  const service = serviceOf([page.probe]);
  const target = instant();
  for (const status of ['ok', 'failing'] as const) {
    const triage = service.triage(target, ENTITY);
    await settle();
    page.answer(status);
    expect((await triage).readings[0].status).toBe(status);
  }
});

it('knows nothing of a target for which nothing is configured', async () => {
  const { readings, decision, severity } = await serviceOf([]).triage(
    instant(),
    ENTITY,
  );
  expect(readings).toEqual([]);
  expect(decision.outcome).toBe('undetermined');
  expect(severity.level).not.toBe('none');
});

describe('the course of a target', () => {
  const MINUTE = 60_000;
  const NOW = Date.now();
  /** Fails since four minutes ago, after half an hour in which all was well. */
  const course: Moment[] = Array.from({ length: 30 }, (_, index) => {
    const isBad = index >= 26;
    return {
      at: NOW - (30 - index) * MINUTE,
      errorRate: isBad ? 'failing' : 'ok',
      latency: 'ok',
      errorClass: isBad ? 'network' : 'none',
    };
  });
  const beganAt = new Date(NOW - 4 * MINUTE).toISOString();
  const failing = () =>
    probeOf('error-rate', async () => ({
      status: 'failing',
      summary: 'All requests fail',
      details: {
        window: '5m',
        requestsPerSecond: 2,
        errorsPerSecond: 2,
        errorRatio: 1,
        threshold: 0.05,
        errors: [{ errorType: 'dns', errorClass: 'network', perSecond: 2 }],
        rateLimitedPerMinute: 0,
        rateLimitedThreshold: 5,
        blockedPerSecond: 0,
        warnings: [],
      },
    }));
  const well = () =>
    probeOf('integration-health', async () => ({
      status: 'ok',
      summary: 'Healthy',
    }));

  it('says since when it is as bad', async () => {
    const service = serviceOf([failing()], async () => course);
    const { severity } = await service.triage(instant(), ENTITY);
    expect(severity).toMatchObject({
      level: 'P1',
      since: beganAt,
      sinceFrom: 'metrics',
    });
    expect(severity.seenSince).toBeUndefined();
  });

  it('is not waited for, and known to the next triage', async () => {
    let arrive: (moments: readonly Moment[]) => void = () => {};
    const late = new Promise<readonly Moment[]>(resolve => {
      arrive = resolve;
    });
    const service = serviceOf([failing()], () => late);
    const first = await service.triage(instant(), ENTITY);
    expect(first.severity.since).toBeUndefined();
    expect(first.severity.seenSince).toBe(first.finishedAt);

    arrive(course);
    await settle();
    const next = await service.triage(instant(), ENTITY);
    expect(next.severity.since).toBe(beganAt);
  });

  it('says what was while nobody looked', async () => {
    const over = course.map((moment, index) =>
      index > 27
        ? { ...moment, errorRate: 'ok' as const, errorClass: 'none' as const }
        : moment,
    );
    const service = serviceOf([well()], async () => over);
    const triage = await service.triage(instant(), ENTITY);
    expect(triage.severity).toMatchObject({ level: 'none' });
    expect(triage.lastOutage).toMatchObject({
      level: 'P1',
      errorClass: 'network',
      since: beganAt,
      until: new Date(NOW - 2 * MINUTE).toISOString(),
    });
  });
});
