import type { Ratio } from '../measuring/ratio';
import { inWords, phasesOf } from './requestCounts';
import { byPortal, type Stage } from './rounds';

/** Long enough that its beginning and its end don't count for much. */
const MIN_READY_SECONDS = 5;

/** A rollout that takes its time must not burden the API server. */
export async function measureRolloutRequests(stage: Stage): Promise<Ratio> {
  await stage.bench.slowDown('portal', MIN_READY_SECONDS);
  const carried = await byPortal(stage, 'restart');
  const { rollout } = phasesOf(carried, await stage.bench.log.requests());
  const seconds = (carried.rolledOut - carried.changed) / 1000;
  return {
    name: 'requests to the API server per second while a rollout is followed',
    value: rollout.length / seconds,
    limit: { atMost: 2.5 },
    details: [`in ${seconds.toFixed(1)} s ${inWords(rollout)}`],
  };
}
