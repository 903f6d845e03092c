import { allReadingsOf, triage } from './client';
import type { Portal } from '../measuring/portal';
import { median, ms, type Ratio } from '../measuring/ratio';
import { DELAY_MS } from '../measuring/upstreamServer';
import type { FreshTargets } from './world';

const ROUNDS = 9;

/** Probes run side by side: a triage takes what its slowest probe takes. */
export async function measureSlowestProbe(
  portal: Portal,
  targets: FreshTargets,
): Promise<Ratio> {
  const walls: number[] = [];
  const slowest: number[] = [];
  const ratios: number[] = [];
  const names = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { triage: result, wallMs } = await triage(portal, targets.next());
    const [worst] = [...allReadingsOf(result)].sort(
      (a, b) => b.durationMs - a.durationMs,
    );
    walls.push(wallMs);
    slowest.push(worst.durationMs);
    ratios.push(wallMs / worst.durationMs);
    names.add(worst.probe);
  }
  return {
    name: 'wall time of a triage ÷ its slowest probe',
    value: median(ratios),
    limit: { atMost: 1.1 },
    details: [
      `${ms(median(walls))} ÷ ${ms(median(slowest))} (${[...names].join(
        ', ',
      )}), medians of ${ROUNDS} targets that nobody had read before;`,
      `upstreams answer after ${DELAY_MS} ms; the whole request counts, with permission and catalog`,
    ],
  };
}
