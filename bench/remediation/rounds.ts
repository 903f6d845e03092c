import type { Kubectl } from '../../packages/sandbox/src/cluster/kubectl';
import type { Portal } from '../measuring/portal';
import { DEPLOYMENTS, NAMESPACE, type BenchCluster } from './cluster';
import { carryOut, type Carried } from './operation';
import type { FreshTargets } from './world';

const WARM_UP_ROUNDS = 2;
const ROUNDS = 7;
const COLD_ROUNDS = 2;

/** In this order each one changes something. */
export const ACTIONS = [
  'enable-fallback',
  'restart',
  'disable-fallback',
] as const;
export type Action = (typeof ACTIONS)[number];

const deployment = `deployment/${DEPLOYMENTS.kubectl}`;

/** What a person types instead. */
export const COMMANDS: Record<Action, string[]> = {
  'enable-fallback': ['set', 'env', deployment, 'IDEOGRAM_FALLBACK=true'],
  restart: ['rollout', 'restart', deployment],
  'disable-fallback': ['set', 'env', deployment, 'IDEOGRAM_FALLBACK-'],
};

export interface Stage {
  portal: Portal;
  bench: BenchCluster;
  targets: FreshTargets;
  /** Undefined where there is none. */
  kubectl?: Kubectl;
}

/** What was measured of one action, a round each. */
export interface Measured {
  operations: Carried[];
  /** Milliseconds. */
  kubectl: number[];
}

/** Runs an action to its end, and lets the cluster come to rest. */
export async function byPortal(
  { portal, bench, targets }: Stage,
  action: Action,
): Promise<Carried> {
  const before = await bench.generation('portal');
  const carried = await carryOut(portal, targets.next(), action);
  await bench.settled('portal', before + 1);
  return carried;
}

/** Milliseconds from the start of the process to its end. */
async function byKubectl(
  { bench }: Stage,
  kubectl: Kubectl,
  action: Action,
): Promise<number> {
  const before = await bench.generation('kubectl');
  const command = COMMANDS[action];
  const startedAt = performance.now();
  await kubectl.run(...command, '--namespace', NAMESPACE);
  const wallMs = performance.now() - startedAt;
  // A command that changed nothing would never get there.
  await bench.settled('kubectl', before + 1);
  return wallMs;
}

/** The same changes by either, in turns. */
export async function measureRounds(
  stage: Stage,
): Promise<Record<Action, Measured>> {
  const fresh = (): Measured => ({ operations: [], kubectl: [] });
  const measured: Record<Action, Measured> = {
    'enable-fallback': fresh(),
    restart: fresh(),
    'disable-fallback': fresh(),
  };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const action of ACTIONS) {
      const { operations, kubectl } = measured[action];
      const either = [
        async () => {
          const carried = await byPortal(stage, action);
          if (round >= 0) operations.push(carried);
        },
        async () => {
          if (!stage.kubectl) return;
          const wallMs = await byKubectl(stage, stage.kubectl, action);
          if (round >= 0) kubectl.push(wallMs);
        },
      ];
      // Each goes first as often as second, for the machine may be getting slower.
      for (const change of round % 2 ? either.reverse() : either)
        await change();
    }
  }
  return measured;
}

/** `kubectl set env` that has first to learn what the cluster serves. */
export async function measureCold(
  stage: Stage,
  kubectl: Kubectl,
): Promise<number[]> {
  const cold: number[] = [];
  for (let n = 0; n < COLD_ROUNDS; n += 1) {
    for (const action of ['enable-fallback', 'disable-fallback'] as const) {
      await kubectl.forget();
      cold.push(await byKubectl(stage, kubectl, action));
    }
  }
  return cold;
}
