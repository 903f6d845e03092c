import type { Deployment, ReplicaSet } from '../../objects';

/** How many pods a rollout may have too many, and too few. */
export function rolloutBounds({ spec }: Deployment): {
  surge: number;
  unavailable: number;
} {
  const wanted = spec.replicas ?? 1;
  const of = (
    value: number | string | undefined,
    round: (x: number) => number,
  ) => {
    const percent = /^(\d{1,6})%$/.exec(String(value));
    if (percent) return round((Number(percent[1]) / 100) * wanted);
    return typeof value === 'number' ? Math.max(0, Math.trunc(value)) : 0;
  };
  const surge = of(spec.strategy?.rollingUpdate?.maxSurge, Math.ceil);
  const unavailable = Math.min(
    of(spec.strategy?.rollingUpdate?.maxUnavailable, Math.floor),
    wanted,
  );
  // Neither too many nor too few would never move.
  return surge + unavailable === 0
    ? { surge, unavailable: 1 }
    : { surge, unavailable };
}

const wantedOf = (set: ReplicaSet) => set.spec.replicas ?? 0;
const availableOf = (set: ReplicaSet) => set.status?.availableReplicas ?? 0;

export function sum(
  sets: ReplicaSet[],
  read: (set: ReplicaSet) => number,
): number {
  return sets.reduce((total, set) => total + read(set), 0);
}

/**
 * The next step of a rolling update: how many replicas each set should have
 * now. First the new set grows as far as the surge allows, then the old ones
 * shrink as far as availability allows, those first that serve nobody.
 */
export function nextStep(
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): Map<ReplicaSet, number> {
  const wanted = deployment.spec.replicas ?? 1;
  const { surge, unavailable } = rolloutBounds(deployment);
  const have = wantedOf(current);
  if (have > wanted) return new Map([[current, wanted]]);
  const total = have + sum(old, wantedOf);
  const room = Math.min(wanted + surge - total, wanted - have);
  if (room > 0) return new Map([[current, have + room]]);

  const least = wanted - unavailable;
  let spare = total - least - (have - availableOf(current));
  const steps = new Map<ReplicaSet, number>();
  for (const set of old) {
    const idle = Math.min(wantedOf(set) - availableOf(set), spare);
    if (idle > 0) {
      steps.set(set, wantedOf(set) - idle);
      spare -= idle;
    }
  }
  let serving = availableOf(current) + sum(old, availableOf) - least;
  for (const set of old) {
    const left = steps.get(set) ?? wantedOf(set);
    const less = Math.min(left, serving, spare);
    if (less > 0) {
      steps.set(set, left - less);
      serving -= less;
      spare -= less;
    }
  }
  return steps;
}
