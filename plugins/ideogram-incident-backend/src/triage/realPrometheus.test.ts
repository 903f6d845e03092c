import { mockServices } from '@backstage/backend-test-utils';
import type { SeverityHistory } from 'backstage-plugin-ideogram-incident-common';
import { createCourseReader, createMetricsSources } from '../metrics';
import {
  describeWithPrometheus,
  READY_WITHIN_MS,
  startPrometheus,
} from '../metrics/__testUtils__/realPrometheus';
import { createErrorRateProbe } from './probes/errorRate';
import { createLatencyProbe } from './probes/latency';
import { Readings } from './readings';
import { SeverityClock } from './severityClock';
import { SharedReadings } from './sharedReadings';
import { targetOf } from './target.fixture';
import { TriageService } from './triageService';

const MINUTES = 90;
const STEP_SECONDS = 5;
const START = Math.floor(Date.now() / 1000) - MINUTES * 60;

/** Minutes before now in which all requests fail, and with what. */
type Failing = [from: number, to: number, type: string][];

/** The counters of one job, with two requests a second. */
function courseOf(job: string, failing: Failing, hole?: [number, number]) {
  const counts = new Map(failing.map(([, , type]) => [type, 0]));
  const requests: string[] = [];
  const errors: string[] = [];
  for (let second = 0; second <= MINUTES * 60; second += STEP_SECONDS) {
    const ago = MINUTES - second / 60;
    const now = failing.find(([from, to]) => ago <= from && ago > to);
    if (now) counts.set(now[2], counts.get(now[2])! + 2 * STEP_SECONDS);
    const isHole = hole && ago <= hole[0] && ago > hole[1];
    if (isHole) continue;
    const at = START + second;
    requests.push(`ideogram_requests_total{job="${job}"} ${2 * second} ${at}`);
    for (const [type, count] of counts) {
      errors.push(
        `ideogram_errors_total{job="${job}",error_type="${type}"} ${count} ${at}`,
      );
    }
  }
  return { requests, errors };
}

const JOBS = {
  'broken-again': courseOf('broken-again', [
    [50, 38, '503'],
    [20, -1, '401'],
  ]),
  'same-again': courseOf('same-again', [
    [50, 30, '503'],
    [25, -1, '503'],
  ]),
  healed: courseOf('healed', [[50, 38, '503']]),
  unseen: courseOf('unseen', [[50, -1, '503']], [30, 15]),
  lost: courseOf('lost', [[50, 25, '503']], [30, 15]),
};

const openMetrics = (name: string, kind: 'requests' | 'errors') => [
  `# TYPE ${name} counter`,
  ...Object.values(JOBS).flatMap(job => job[kind]),
];

// Skipped where no Prometheus is installed.
describeWithPrometheus('since when, by a real Prometheus', () => {
  let prometheus: Awaited<ReturnType<typeof startPrometheus>> | undefined;

  beforeAll(async () => {
    prometheus = await startPrometheus({
      query: 'ideogram_requests_total',
      past: [
        ...openMetrics('ideogram_requests', 'requests'),
        ...openMetrics('ideogram_errors', 'errors'),
        '# EOF\n',
      ].join('\n'),
    });
  }, 2 * READY_WITHIN_MS);

  afterAll(() => prometheus?.stop());

  async function triageOf(job: keyof typeof JOBS, known?: SeverityHistory) {
    const target = targetOf({
      prometheus: [{ url: prometheus!.url }],
      queries: { selector: `job="${job}"`, window: '1m' },
    });
    const sources = createMetricsSources();
    const logger = mockServices.logger.mock();
    const clock = new SeverityClock(
      { read: async () => known, record: async () => known! },
      logger,
    );
    const service = new TriageService(
      new Readings(
        [createErrorRateProbe(sources), createLatencyProbe(sources)],
        new SharedReadings(mockServices.cache.mock(), logger),
        logger,
      ),
      clock,
      createCourseReader(sources),
      { P1: 'PT15M', P2: 'PT1H', P3: 'PT4H', P4: 'next-business-day' },
    );
    const triage = await service.triage(target, 'component:default/checkout');
    const ago = (at: string | undefined) =>
      at && (Date.parse(triage.finishedAt) - Date.parse(at)) / 60_000;
    return { ...triage, ago };
  }

  /** What was seen at a time of which the metrics know more. */
  const seenAt = (minutesAgo: number): SeverityHistory => {
    const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    return {
      level: 'P1',
      errorClass: 'vendor-fault',
      lastSeenAt: at,
      since: { P1: { at, isKnown: true, from: 'looks' } },
      outage: {
        level: 'P1',
        errorClass: 'vendor-fault',
        since: at,
        lastSeenAt: at,
      },
    };
  };

  /** A rate says so when the last minute is full of it. */
  const about = (minutes: number) => ({
    asymmetricMatch: (actual: unknown) =>
      typeof actual === 'number' && Math.abs(actual - minutes) <= 1.4,
    toString: () => `about ${minutes}`,
  });

  it('is told by its class, whatever failed before', async () => {
    const { severity, errorClass, ago } = await triageOf('broken-again');
    expect(severity).toMatchObject({ level: 'P1', sinceFrom: 'metrics' });
    expect(errorClass).toBe('authentication');
    expect(ago(severity.since)).toEqual(about(20));
  });

  it('starts anew where it healed and broke again while nobody looked', async () => {
    const { severity, ago } = await triageOf('same-again', seenAt(45));
    expect(severity).toMatchObject({ level: 'P1', sinceFrom: 'metrics' });
    expect(ago(severity.since)).toEqual(about(25));
  });

  it('is not known where the metrics have a hole', async () => {
    const { severity, ago } = await triageOf('unseen');
    expect(severity).toMatchObject({ level: 'P1' });
    expect(severity.since).toBeUndefined();
    expect(ago(severity.seenSince)).toEqual(about(15));
  });

  it('tells of an outage that nobody saw', async () => {
    const { severity, lastOutage, ago } = await triageOf('healed');
    expect(severity.level).not.toMatch(/P1|P2/);
    expect(lastOutage).toMatchObject({
      level: 'P1',
      errorClass: 'vendor-fault',
    });
    expect(ago(lastOutage?.since)).toEqual(about(50));
    expect(ago(lastOutage?.until)).toEqual(about(38));
  });

  it('does not tell when an outage ended in a hole of the metrics', async () => {
    const { lastOutage, ago } = await triageOf('lost');
    expect(lastOutage).toMatchObject({ level: 'P1' });
    expect(ago(lastOutage?.since)).toEqual(about(50));
    expect(lastOutage?.until).toBeUndefined();
    expect(ago(lastOutage?.lastSeenAt)).toEqual(about(30));
  });
});
