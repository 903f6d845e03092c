import type {
  ProbeName,
  Reading,
  ReadingDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from '../target';

/**
 * What a probe answers; who asked it adds its name, the time and how long it
 * took.
 *
 * @public
 */
export interface ProbeResult<P extends string = string>
  extends Pick<Reading, 'status' | 'summary' | 'source' | 'problem'> {
  /** What the summary was read from. */
  details?: P extends ProbeName ? ReadingDetails[P] : object;
}

/**
 * Asks one outside system about a target.
 *
 * @public
 */
export interface Probe<P extends string = string> {
  /** Kebab-case, such as `status-page`. */
  readonly name: P;
  /** False where the target is not configured for it: then it gives no reading. */
  appliesTo(target: Target): boolean;
  /**
   * Must settle soon after `signal` aborts, which is its deadline; one that
   * doesn't is given up on. Throwing makes the reading unknown, so throw only
   * what the probe did not foresee.
   */
  take(target: Target, options: ProbeOptions): Promise<ProbeResult<P>>;
}

/** @public */
export interface ProbeOptions {
  /** Aborts at the deadline. */
  signal: AbortSignal;
  /** The deadline, in milliseconds since the epoch. */
  deadline: number;
}
