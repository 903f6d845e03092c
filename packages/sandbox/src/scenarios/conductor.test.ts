import { Conductor, type WorldParts } from './conductor';
import { RATE_WINDOW_SECONDS, type ScenarioName } from './scenario';
import type { Styles } from '../deployment/stylesFiles';
import type { Observation } from './waitingFor';

const ROLLED_OUT = { wanted: 1, available: 1, settled: true } as const;

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
    rollouts: [] as [namespace: string, Styles][],
    /** What each namespace has now, also where a person changed it. */
    styles: { default: 'good', staging: 'good' } as Record<string, Styles>,
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
      state: async namespace => ({
        ...ROLLED_OUT,
        styles: seen.styles[namespace],
      }),
      rollOut: async (namespace, styles) => {
        seen.rollouts.push([namespace, styles]);
        seen.styles[namespace] = styles;
      },
    },
    namespaces: ['default', 'staging'],
  };
  const conductor = new Conductor(parts, observe, now);
  return { conductor, seen, parts };
}

describe('the conductor', () => {
  it('turns every part to what the scenario says', async () => {
    const { conductor, seen } = world();
    await conductor.play('vendor-outage');
    expect(seen).toMatchObject({
      faults: [500, 503],
      statusPage: 'major-outage',
      prometheus: 'running',
      rollouts: [],
    });
    await conductor.play('prometheus-down');
    expect(seen).toMatchObject({
      faults: [],
      statusPage: 'operational',
      prometheus: 'stopped',
    });
  });

  it.each<[ScenarioName, ScenarioName, Styles | undefined]>([
    ['healthy', 'vendor-outage', undefined],
    ['vendor-outage', 'healthy', 'good'],
    ['vendor-outage', 'key-revoked', 'good'],
    ['vendor-outage', 'vendor-outage', undefined],
    ['slow', 'healthy', undefined],
    ['prometheus-down', 'healthy', undefined],
    ['healthy', 'pods-crash', 'broken'],
    ['key-revoked', 'pods-crash', 'broken'],
    ['pods-crash', 'pods-crash', 'broken'],
    ['pods-crash', 'vendor-outage', 'good'],
    ['pods-crash', 'healthy', 'good'],
  ])('from %s to %s, rolls out to all pods: %p', async (from, to, styles) => {
    const { conductor, seen } = world();
    await conductor.play(from);
    seen.rollouts = [];
    await conductor.play(to);
    expect(seen.rollouts).toEqual(
      styles
        ? [
            ['default', styles],
            ['staging', styles],
          ]
        : [],
    );
  });

  it('renews the pods also where somebody has undone the bad rollout', async () => {
    const { conductor, seen } = world();
    await conductor.play('pods-crash');
    seen.styles.default = 'good';
    seen.rollouts = [];
    await conductor.play('healthy');
    expect(seen.rollouts).toEqual([
      ['default', 'good'],
      ['staging', 'good'],
    ]);
  });

  it('mends what somebody has brought back by undoing once more', async () => {
    const { conductor, seen } = world();
    seen.styles.default = 'broken';
    await conductor.play('healthy');
    expect(seen.rollouts).toEqual([['default', 'good']]);
  });

  it('shows nothing as long as a switch has failed, and mends it with the next', async () => {
    const { conductor, seen, parts } = world(async () => ({
      workload: { ...ROLLED_OUT, styles: 'good' },
      pods: [],
    }));
    await conductor.play('vendor-outage');
    const { rollOut } = parts.workloads;
    parts.workloads.rollOut = async () => {
      throw new Error('no cluster');
    };
    await expect(conductor.play('pods-crash')).rejects.toThrow('no cluster');
    expect(await conductor.state()).toMatchObject({
      scenario: 'pods-crash',
      settled: false,
      waitingFor: ['every part to be switched'],
    });

    parts.workloads.rollOut = rollOut;
    await conductor.play('pods-crash');
    expect(seen.styles).toEqual({ default: 'broken', staging: 'broken' });
    expect((await conductor.state()).waitingFor).not.toContain(
      'every part to be switched',
    );
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
      workload: { ...ROLLED_OUT, styles: 'good' },
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
