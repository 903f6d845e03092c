import type { Styles } from '../deployment/stylesFiles';
import type { Workloads } from '../deployment/workloads';
import type { IdeogramApi } from '../ideogram-api/ideogramApi';
import type { Prometheus } from '../prometheus/prometheus';
import type { StatusPage } from '../status-page/statusPage';
import {
  RATE_WINDOW_SECONDS,
  type Scenario,
  type ScenarioName,
} from './scenario';
import { scenarios } from './scenarios';
import { waitingFor, type Observation } from './waitingFor';

/** The parts of the world that a scenario turns. */
export interface WorldParts {
  ideogramApi: Pick<IdeogramApi, 'behave'>;
  statusPage: Pick<StatusPage, 'show'>;
  /** Absent where none is installed. */
  prometheus?: Pick<Prometheus, 'pause' | 'resume'>;
  workloads: Workloads;
  namespaces: readonly string[];
}

export interface ScenarioState {
  scenario: ScenarioName;
  /** When it was switched on. */
  since: string;
  /** Whether the world shows it. */
  settled: boolean;
  /** What has not come to pass yet, in words. */
  waitingFor: string[];
}

/** Switches scenarios, one after the other. */
export class Conductor {
  private current: Scenario = scenarios.healthy;
  private since: Date;
  /** False while parts are being switched, and where that has failed. */
  private switched = true;
  /** Whether what another scenario left in the pods' logs is still there. */
  private stalePods = false;
  /** Whether rates still carry the scenario before; `from`: since when it is over. */
  private aftermath?: { from?: number };
  private switching: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: WorldParts,
    private readonly observe: (prometheusRuns: boolean) => Promise<Observation>,
    private readonly now: () => number = Date.now,
  ) {
    this.since = new Date(now());
  }

  /** Settles when every part has been turned; the world may show it later. */
  play(name: ScenarioName): Promise<void> {
    const turn = this.switching.then(() => this.turn(scenarios[name]));
    this.switching = turn.catch(() => undefined);
    return turn;
  }

  async state(): Promise<ScenarioState> {
    const { current, since } = this;
    const waits = this.switched
      ? await this.observe(current.world.prometheus === 'running')
          .then(observation => this.waitsOf(observation))
          .catch(() => ['the cluster to answer'])
      : ['every part to be switched'];
    return {
      scenario: current.name,
      since: since.toISOString(),
      settled: waits.length === 0,
      waitingFor: waits,
    };
  }

  private waitsOf(observation: Observation): string[] {
    const waits = waitingFor(this.current, observation);
    // Prometheus shows by itself when the rates have changed.
    if (waits.length > 0 || observation.traffic) return waits;
    if (!this.aftermath) return waits;
    this.aftermath.from ??= this.now();
    const left = this.aftermath.from + RATE_WINDOW_SECONDS * 1000 - this.now();
    return left > 0
      ? [`the last ${RATE_WINDOW_SECONDS} s to leave the time before behind`]
      : waits;
  }

  private async turn(next: Scenario) {
    const before = this.current;
    this.current = next;
    this.switched = false;
    if (next !== before) {
      this.since = new Date(this.now());
      this.stalePods ||= leavesErrorLines(before);
      this.aftermath = differInTraffic(before, next) ? {} : undefined;
    }
    const { ideogramApi, statusPage, prometheus } = this.parts;

    await ideogramApi.behave(next.world.api);
    await statusPage.show(next.world.statusPage);
    if (next.world.prometheus === 'running') await prometheus?.resume();
    else await prometheus?.pause();

    await this.rollOut(next.world.styles);
    this.switched = true;
  }

  /**
   * The portal reads the last minutes of the pods' logs. New pods begin with an
   * empty one, so that nobody has to wait until old errors have aged.
   */
  private async rollOut(styles: Styles) {
    const { namespaces, workloads } = this.parts;
    const isNeeded = async (name: string) =>
      styles === 'broken' ||
      this.stalePods ||
      (await workloads.state(name)).styles === 'broken';
    await Promise.all(
      namespaces.map(async name => {
        if (await isNeeded(name)) await workloads.rollOut(name, styles);
      }),
    );
    this.stalePods = false;
  }
}

function leavesErrorLines({ shows }: Scenario): boolean {
  return shows.errorTypes.length > 0 || shows.pods === 'crashing';
}

function differInTraffic(before: Scenario, next: Scenario): boolean {
  // Pods that crash make no traffic to take rates from.
  if (next.shows.pods === 'crashing') return false;
  if (before.shows.pods === 'crashing') return true;
  return (
    before.shows.slow !== next.shows.slow ||
    before.shows.errorTypes.join() !== next.shows.errorTypes.join()
  );
}
