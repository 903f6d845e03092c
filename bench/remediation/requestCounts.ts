import type { Ratio } from '../measuring/ratio';
import type { Carried } from './operation';
import type { SeenRequest } from './requestLog';

/** What an operation asks of the API server, from its request to its end. */
interface Phases {
  preflight: SeenRequest[];
  change: SeenRequest[];
  rollout: SeenRequest[];
  verification: SeenRequest[];
}

export function phasesOf(
  { requested, recorded, changed, rolledOut, finished }: Carried,
  requests: readonly SeenRequest[],
): Phases {
  const between = (from: number, to: number) =>
    requests.filter(({ at }) => at > from && at <= to);
  return {
    // What arrives within a millisecond arrives at its beginning.
    preflight: between(requested - 1, recorded),
    change: between(recorded, changed),
    rollout: between(changed, rolledOut),
    verification: between(rolledOut, finished),
  };
}

/** "6 × create selfsubjectaccessreviews, 1 × get deployments" */
export function inWords(requests: readonly SeenRequest[]): string {
  const counts = new Map<string, number>();
  for (const { what } of requests)
    counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([what, count]) => `${count} × ${what}`)
    .join(', ');
}

/** What an operation costs the API server until the change is made. */
export function requestsRatio(
  operations: readonly Carried[],
  requests: readonly SeenRequest[],
): Ratio {
  const all = operations.map(each => phasesOf(each, requests));
  const untilChanged = ({ preflight, change }: Phases) =>
    preflight.length + change.length;
  const [worst] = [...all].sort((a, b) => untilChanged(b) - untilChanged(a));
  return {
    name: 'requests to the API server from the request for an action to the accepted patch',
    value: untilChanged(worst),
    shown: String(untilChanged(worst)),
    limit: { atMost: 4 },
    details: [
      `of ${all.length} operations the one that asked most; counted by the API server itself, without what its preview or a viewer would ask:`,
      ...Object.entries(worst).map(
        ([phase, seen]: [string, SeenRequest[]]) =>
          `${phase} ${seen.length}: ${inWords(seen)}`,
      ),
    ],
  };
}
