import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Conductor, type WorldParts } from './conductor';
import { RATE_WINDOW_SECONDS } from './rateWindow';
import type { ScenarioName } from './scenario';
import type { Observation } from './waitingFor';

const directory = mkdtempSync(join(tmpdir(), 'sandbox-conductor-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A world of switches whose last position can be read. */
function world(
  observe = async (): Promise<Observation> => {
    throw new Error('no cluster');
  },
  now?: () => number,
) {
  const seen = {
    faults: [] as readonly number[],
    statusPage: '',
    prometheus: 'running',
    restarts: [] as string[],
  };
  const parts: WorldParts = {
    ideogramApi: {
      behave: async ({ faults }) => {
        seen.faults = faults;
      },
    },
    statusPage: {
      show: async state => {
        seen.statusPage = state;
      },
    },
    prometheus: {
      pause: async () => {
        seen.prometheus = 'stopped';
      },
      resume: async () => {
        seen.prometheus = 'running';
      },
    },
    workloads: {
      restart: async namespace => {
        seen.restarts.push(namespace);
      },
    },
    stylesFile: join(directory, 'styles.json'),
    namespaces: ['default', 'staging'],
  };
  const conductor = new Conductor(parts, observe, now);
  return { conductor, seen, stylesFile: parts.stylesFile };
}

describe('the conductor', () => {
  it('turns every part to what the scenario says', async () => {
    const { conductor, seen } = world();
    await conductor.play('vendor-outage');
    expect(seen).toEqual({
      faults: [500, 503],
      statusPage: 'major-outage',
      prometheus: 'running',
      restarts: [],
    });
    await conductor.play('prometheus-down');
    expect(seen).toMatchObject({
      faults: [],
      statusPage: 'operational',
      prometheus: 'stopped',
    });
  });

  it('breaks the file that the pods mount, and mends it', async () => {
    const { conductor, stylesFile } = world();
    const styles = () => JSON.parse(readFileSync(stylesFile, 'utf8'));
    await conductor.play('pods-crash');
    expect(styles).toThrow(SyntaxError);
    await conductor.play('healthy');
    expect(styles()).toEqual({ style: 'GENERAL' });
  });

  it.each<[ScenarioName, ScenarioName, boolean]>([
    ['healthy', 'vendor-outage', false],
    ['vendor-outage', 'healthy', true],
    ['vendor-outage', 'key-revoked', true],
    ['vendor-outage', 'vendor-outage', false],
    ['slow', 'healthy', false],
    ['prometheus-down', 'healthy', false],
    ['pods-crash', 'healthy', true],
    ['key-revoked', 'pods-crash', false],
  ])('from %s to %s, pods are renewed: %p', async (from, to, renewed) => {
    const { conductor, seen } = world();
    await conductor.play(from);
    await conductor.play(to);
    expect(seen.restarts).toEqual(renewed ? ['default', 'staging'] : []);
  });

  it('ends with the scenario that was asked for last', async () => {
    const { conductor, seen } = world();
    await Promise.all([
      conductor.play('prometheus-down'),
      conductor.play('vendor-outage'),
    ]);
    expect(seen).toMatchObject({ prometheus: 'running', faults: [500, 503] });
    expect(await conductor.state()).toMatchObject({
      scenario: 'vendor-outage',
      settled: false,
      waitingFor: ['the cluster to answer'],
    });
  });

  describe('without Prometheus', () => {
    const pod: Observation['pods'][number] = {
      status: 'healthy',
      services: {
        ideogram: { status: 'healthy', recentCalls: 12, recentFailures: 0 },
      },
      modes: { queue: false, fallback: false },
    };
    const observe = async (): Promise<Observation> => ({
      workload: { wanted: 1, available: 1, settled: true },
      pods: [pod],
    });

    it('lets one window pass after the trouble, for rates still carry it', async () => {
      let now = 0;
      const { conductor } = world(observe, () => now);
      await conductor.play('slow');
      await conductor.play('healthy');
      now = 60_000;
      expect((await conductor.state()).waitingFor).toEqual([
        'the last 20 s to leave the time before behind',
      ]);
      now += RATE_WINDOW_SECONDS * 1000;
      expect((await conductor.state()).settled).toBe(true);
    });

    it('waits for nothing where the traffic stays as it was', async () => {
      const { conductor } = world(observe);
      await conductor.play('prometheus-down');
      expect((await conductor.state()).settled).toBe(true);
    });
  });
});
