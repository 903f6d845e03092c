import { firstReading } from './client';
import type { Portal } from '../measuring/portal';
import { median, ms, type Ratio } from '../measuring/ratio';
import { HANGING, type FreshTargets, type Hanging } from './world';

const ROUNDS = 7;

/** An upstream that hangs holds up nothing but its own readings. */
export async function measureHangingUpstream(
  portal: Portal,
  targets: FreshTargets,
): Promise<Ratio> {
  const well: number[] = [];
  const hanging = new Map<Hanging, number[]>(HANGING.map(name => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, times] of hanging) {
      well.push(await firstReading(portal, targets.next()));
      times.push(await firstReading(portal, targets.next(name)));
    }
  }
  const medians = [...hanging].map(
    ([name, times]) => [name, median(times)] as const,
  );
  const [worst, worstMs] = medians.reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    name: 'time to the first reading while one upstream hangs ÷ while none does',
    value: worstMs / median(well),
    limit: { atMost: 1.2 },
    details: [
      `${ms(worstMs)} (${worst}, the worst) ÷ ${ms(
        median(well),
      )}, medians of alternating rounds;`,
      medians.map(([name, time]) => `${name} ${ms(time)}`).join(', '),
    ],
  };
}
