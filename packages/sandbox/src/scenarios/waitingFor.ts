import type { HealthBody } from '../integration/health';
import type { WorkloadState } from '../deployment/workloads';
import type { Scenario } from './scenario';

/** What can be seen of production from outside. */
export interface Observation {
  workload: WorkloadState;
  /** The health of each pod that answers. */
  pods: HealthBody[];
  /** Absent where Prometheus does not run. */
  traffic?: Traffic;
}

/** What Prometheus shows, over the window of the sandbox's configuration. */
export interface Traffic {
  requestsPerSecond: number;
  /** By error type; what the safety filter refused is not among them. */
  errorsPerSecond: Record<string, number>;
  p95Seconds?: number;
}

export const SLOW_FROM_SECONDS = 3;

/**
 * What has not come to pass yet, in words for a person; empty where the world
 * shows the scenario.
 */
export function waitingFor(
  { shows }: Scenario,
  { workload, pods, traffic }: Observation,
): string[] {
  const crashing = shows.pods === 'crashing';
  if (crashing && workload.styles === 'broken') {
    return waitingForTheEnd(workload, pods.length);
  }
  const waits = waitingForPods(workload, pods.length);
  const isUndone = crashing && workload.styles === 'good';
  const mitigated =
    isUndone || pods.some(({ modes }) => modes.fallback || modes.queue);
  if (mitigated) return waits;
  if (pods.some(({ status }) => status !== shows.health)) {
    waits.push(`the integration to say ${shows.health}`);
  }
  if (traffic) waits.push(...waitingForTraffic(shows, traffic));
  return waits;
}

function waitingForPods(
  { wanted, available, settled }: WorkloadState,
  answering: number,
): string[] {
  if (!settled) return ['the pods to be renewed'];
  if (available < wanted) return [`pods (${available} of ${wanted} available)`];
  return answering < wanted
    ? [`pods to answer (${answering} of ${wanted})`]
    : [];
}

function waitingForTheEnd(
  { available, settled }: WorkloadState,
  answering: number,
): string[] {
  if (!settled) return ['the pods to be renewed'];
  return available === 0 && answering === 0
    ? []
    : [`the pods to fall over (${Math.max(available, answering)} still there)`];
}

function waitingForTraffic(
  shows: Scenario['shows'],
  traffic: Traffic,
): string[] {
  const { requestsPerSecond, errorsPerSecond, p95Seconds } = traffic;
  if (requestsPerSecond === 0 || p95Seconds === undefined) {
    return ['Prometheus to see requests'];
  }
  const waits: string[] = [];
  const errors = Object.entries(errorsPerSecond).filter(([, rate]) => rate > 0);
  const strangers = errors.filter(([type]) => !shows.errorTypes.includes(type));
  if (strangers.length > 0) {
    const types = strangers.map(([type]) => type).join(', ');
    waits.push(`errors of before to leave the error rate (${types})`);
  }
  const sum = errors.reduce((total, [, rate]) => total + rate, 0);
  const ratio = sum / requestsPerSecond;
  const [from, to] = shows.errorRatio;
  if (strangers.length === 0 && (ratio < from || ratio > to + 0.01)) {
    waits.push(
      `the error rate to reach the scenario's (${Math.round(ratio * 100)}%)`,
    );
  }
  if (p95Seconds >= SLOW_FROM_SECONDS !== shows.slow) {
    waits.push(`the latency to change (P95 ${p95Seconds.toFixed(1)} s)`);
  }
  return waits;
}
