import { median, ms, type Ratio } from '../measuring/ratio';
import { COMMANDS, type Action, type Measured } from './rounds';

/** The `kubectl` that was compared with, as it is printed. */
export interface Compared {
  version: string;
  /** Milliseconds of `set env` that knew nothing of the cluster. */
  cold: number[];
}

const range = (values: number[]) =>
  `${Math.min(...values).toFixed(0)} to ${ms(Math.max(...values))}`;

/** Whoever presses a button must not wait longer than whoever types. */
export function changeTimeRatio(
  action: Action,
  { operations, kubectl }: Measured,
  { version, cold }: Compared,
): Ratio {
  const portal = operations.map(
    ({ requested, changed }) => changed - requested,
  );
  const preflight = operations.map(
    ({ requested, recorded }) => recorded - requested,
  );
  const command = COMMANDS[action].join(' ');
  return {
    name: `time from the request for ${action} to the accepted patch ÷ kubectl ${command}`,
    value: median(portal) / median(kubectl),
    limit: { atMost: 0.8 },
    details: [
      `${ms(median(portal))} ÷ ${ms(median(kubectl))}, medians of ${
        kubectl.length
      } alternating rounds; all were ${range(portal)} and ${range(kubectl)};`,
      `the operation was on record after ${ms(
        median(preflight),
      )}; nobody had asked anything about component or target before;`,
      `kubectl ${version} counts as a whole process, which knows what the cluster serves: where it has to ask, set env takes it ${ms(
        median(cold),
      )}`,
    ],
  };
}
