import { SCENARIO_NAMES } from './scenario';
import { scenarios } from './scenarios';
import { waitingFor, type Observation } from './waitingFor';

type Pod = Observation['pods'][number];
const pod = (
  status: Pod['status'],
  modes: Partial<Pod['modes']> = {},
): Pod => ({
  status,
  services: { ideogram: { status, recentCalls: 12, recentFailures: 0 } },
  modes: { queue: false, fallback: false, ...modes },
});
const well: Observation = {
  workload: { wanted: 2, available: 2, settled: true, styles: 'good' },
  pods: [pod('healthy'), pod('healthy')],
  traffic: { requestsPerSecond: 3, errorsPerSecond: {}, p95Seconds: 0.7 },
};

describe('what a scenario waits for', () => {
  it('is nothing when the world shows it', () => {
    expect(waitingFor(scenarios.healthy, well)).toEqual([]);
  });

  it.each<[string, Partial<Observation>, string]>([
    [
      'a rollout',
      { workload: { wanted: 2, available: 2, settled: false, styles: 'good' } },
      'the pods to be renewed',
    ],
    [
      'a pod',
      { workload: { wanted: 2, available: 1, settled: true, styles: 'good' } },
      'pods (1 of 2 available)',
    ],
    [
      'a pod that does not answer yet',
      { pods: [pod('healthy')] },
      'pods to answer (1 of 2)',
    ],
    [
      'health',
      { pods: [pod('unhealthy'), pod('healthy')] },
      'the integration to say healthy',
    ],
    [
      'requests',
      { traffic: { requestsPerSecond: 0, errorsPerSecond: {} } },
      'Prometheus to see requests',
    ],
    [
      'errors of before',
      { traffic: { ...well.traffic!, errorsPerSecond: { 503: 0.2 } } },
      'errors of before to leave the error rate (503)',
    ],
    [
      'latency of before',
      { traffic: { ...well.traffic!, p95Seconds: 6 } },
      'the latency to change (P95 6.0 s)',
    ],
  ])('is %s', (_, change, words) => {
    expect(waitingFor(scenarios.healthy, { ...well, ...change })).toEqual([
      words,
    ]);
  });

  it('is the error rate, until nearly all fails', () => {
    const pods = [pod('unhealthy'), pod('unhealthy')];
    const at = (rate: number): Observation => ({
      ...well,
      pods,
      traffic: { ...well.traffic!, errorsPerSecond: { 401: rate } },
    });
    expect(waitingFor(scenarios['key-revoked'], at(1.5))).toEqual([
      "the error rate to reach the scenario's (50%)",
    ]);
    expect(waitingFor(scenarios['key-revoked'], at(3))).toEqual([]);
  });

  it('is not what a mitigation prevents', () => {
    const mitigated = { ...well, pods: [pod('degraded', { fallback: true })] };
    mitigated.workload = {
      wanted: 1,
      available: 1,
      settled: true,
      styles: 'good',
    };
    expect(waitingFor(scenarios['vendor-outage'], mitigated)).toEqual([]);
  });

  it.each<[string, Observation['workload'], Pod[], string[]]>([
    [
      'the rollout',
      { wanted: 2, available: 0, settled: false, styles: 'broken' },
      [],
      ['the pods to be renewed'],
    ],
    [
      'the end of all pods',
      { wanted: 2, available: 2, settled: true, styles: 'broken' },
      well.pods,
      ['the pods to fall over (2 still there)'],
    ],
    [
      'the end of a pod that still answers',
      { wanted: 2, available: 0, settled: true, styles: 'broken' },
      [pod('healthy')],
      ['the pods to fall over (1 still there)'],
    ],
    [
      'nothing, when they have crashed',
      { wanted: 2, available: 0, settled: true, styles: 'broken' },
      [],
      [],
    ],
    [
      'new pods, once the rollout is undone',
      { wanted: 2, available: 0, settled: true, styles: 'good' },
      [],
      ['pods (0 of 2 available)'],
    ],
    ['nothing, when they are well again', well.workload, well.pods, []],
  ])('where pods crash, is %s', (_, workload, pods, expected) => {
    const traffic = { requestsPerSecond: 0, errorsPerSecond: {} };
    expect(
      waitingFor(scenarios['pods-crash'], { workload, pods, traffic }),
    ).toEqual(expected);
  });

  it('is nothing of Prometheus where it does not run', () => {
    const { traffic: _, ...blind } = well;
    expect(waitingFor(scenarios['prometheus-down'], blind)).toEqual([]);
  });
});

describe('scenarios', () => {
  it.each(SCENARIO_NAMES)('%s names itself and tells its story', name => {
    const scenario = scenarios[name];
    expect(scenario.name).toBe(name);
    expect(scenario.story).toMatch(/\.$/);
    expect(scenario.tab).toMatch(/\.$/);
  });
});
