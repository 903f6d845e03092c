import type { ApiBehaviour } from '../ideogram-api/behaviour';
import type { Styles } from '../deployment/stylesFiles';
import type { StatusPageState } from '../status-page/summary';
import type { HealthWord } from '../integration/health';

export const SCENARIO_NAMES = [
  'healthy',
  'vendor-outage',
  'vendor-outage-unannounced',
  'key-revoked',
  'no-credit',
  'rate-limited',
  'slow',
  'pods-crash',
  'prometheus-down',
  'network-cut',
] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** One state of the world, and how to tell that it has come to pass. */
export interface Scenario {
  name: ScenarioName;
  /** What happens, in one sentence. */
  story: string;
  /** What the Incident tab is expected to say, in one sentence. */
  tab: string;
  world: {
    api: ApiBehaviour;
    statusPage: StatusPageState;
    prometheus: 'running' | 'stopped';
    /** What the pods are told to read by what was rolled out last. */
    styles: Styles;
  };
  shows: {
    health: HealthWord;
    pods: 'available' | 'crashing';
    /** Any of these error types and no other; none: no errors. */
    errorTypes: readonly string[];
    /** Errors as a share of requests, from and to. */
    errorRatio: readonly [number, number];
    slow: boolean;
  };
}

/**
 * Over how many seconds the portal takes rates in the sandbox: the window in
 * app-config.sandbox.yaml.
 */
export const RATE_WINDOW_SECONDS = 20;
