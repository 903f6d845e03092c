import { availableParallelism, loadavg } from 'node:os';
import { isMet, print, type Ratio } from './ratio';

type TidyUp = () => unknown;

/** One run of a benchmark. */
export interface Run {
  report(ratio: Ratio): void;
  /** Says why a ratio is not known, which is not as good as kept. */
  notMeasured(name: string, why: string): void;
  /** Is done at the end, however that comes; what was begun last comes first. */
  onEnd(tidyUp: TidyUp): void;
}

/** Measures, prints, tidies up, and ends the process: with 1 where a limit is missed. */
export async function runBenchmark(
  title: string,
  conditions: string,
  measure: (run: Run) => Promise<void>,
): Promise<never> {
  const missed: string[] = [];
  const unknown: string[] = [];
  const tidyUps: TidyUp[] = [];
  let ending: Promise<void> | undefined;
  const tidyUp = () => {
    ending ??= (async () => {
      while (tidyUps.length > 0) await tidyUps.pop()!();
    })();
    return ending;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => tidyUp().finally(() => process.exit(1)));
  }
  console.log(
    `${title}, measured side by side in one run: Node ${
      process.versions.node
    } on ${availableParallelism()} cores, everything on this machine; ${conditions}\nLoad average before: ${loadavg()[0].toFixed(
      1,
    )}; on a machine that is busy with something else the figures say little.\n`,
  );
  try {
    await measure({
      report(ratio) {
        print(ratio);
        if (!isMet(ratio)) missed.push(ratio.name);
      },
      notMeasured(name, why) {
        console.log(`not measured: ${name}, for ${why}`);
        unknown.push(name);
      },
      onEnd: end => tidyUps.push(end),
    });
    console.log(
      missed.length === 0
        ? `\nEvery limit ${
            unknown.length > 0 ? 'that was measured ' : ''
          }is kept.`
        : `\nMissed: ${missed.join('; ')}`,
    );
    if (unknown.length > 0) console.log(`Not measured: ${unknown.join('; ')}`);
  } catch (error) {
    // What was stopped while it was measured has nothing to say.
    if (!ending) console.error(error);
    missed.push(title);
  }
  await tidyUp();
  return process.exit(missed.length === 0 ? 0 : 1);
}
