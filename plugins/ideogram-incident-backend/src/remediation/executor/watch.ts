import {
  type Reading,
  type Verification,
  type VerifiedBy,
  verifyBy,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import { setTimeout as delay } from 'node:timers/promises';
import type { Readings } from '../../triage';
import { promDurationSeconds } from '../../upstream/prometheus';
import type { Wait } from './runContext';

/** What is looked at, to tell whether an action helped. */
const PROBES = ['error-rate', 'integration-health', 'workload', 'status-page'];

/** A scrape, a delay here and there. */
const GRACE_MS = 60_000;
const LOOK_EVERY_MS = 2_000;

const probesOf = (readings: Readings, target: RemediationTarget) =>
  readings.probesOf(target).filter(({ name }) => PROBES.includes(name));

/** Takes what is needed to tell whether an action helped. */
export async function observe(
  readings: Readings,
  target: RemediationTarget,
): Promise<Reading[]> {
  return Promise.all(
    probesOf(readings, target).map(probe => readings.take(target, probe)),
  );
}

/** Buttons don't wait for an upstream that hangs; what it says comes next time. */
const IN_TIME_MS = 2_000;

/** The same, but for what does not come at once. */
export async function observeInTime(
  readings: Readings,
  target: RemediationTarget,
): Promise<Reading[]> {
  const late = new AbortController();
  const { signal } = late;
  const tooLate = delay(IN_TIME_MS, undefined, { signal, ref: false }).catch(
    () => undefined,
  );
  const taken = await Promise.all(
    probesOf(readings, target).map(probe =>
      Promise.race([readings.take(target, probe), tooLate]),
    ),
  );
  late.abort();
  return taken.filter(reading => reading !== undefined);
}

/** Errors count for as long as the window of the queries goes back. */
export function watchMs(by: VerifiedBy, target: RemediationTarget): number {
  return by === 'pods'
    ? GRACE_MS
    : (promDurationSeconds(target.queries.window) ?? 0) * 1000 + GRACE_MS;
}

/** What is there was read before the change; the next one will tell. */
const NOT_YET = 'Reading whether it helped.';

export interface Watched {
  outcome: Exclude<Verification['state'], 'waiting'> | 'unverified';
  /** One sentence. */
  text: string;
}

/**
 * Watches until it is seen that the trouble has stopped, or for as long as it
 * may take to be seen.
 */
export async function watch(options: {
  by: VerifiedBy;
  readings: Readings;
  target: RemediationTarget;
  /** From before the action. */
  before: readonly Reading[];
  /** Milliseconds since the epoch; older readings say nothing. */
  since: number;
  wait: Wait;
  onSeen(text: string): Promise<void>;
}): Promise<Watched> {
  const { by, readings, target, before, since, wait, onSeen } = options;
  const deadline = since + watchMs(by, target);
  const isNew = (observedAt: string) => Date.parse(observedAt) >= since;
  for (;;) {
    const taken = await observe(readings, target);
    const now = taken.filter(({ observedAt }) => isNew(observedAt));
    const { state, text } = verifyBy(by, now, before);
    if (state === 'verified') return { outcome: 'verified', text };
    if (Date.now() >= deadline) {
      return { outcome: state === 'waiting' ? 'unverified' : state, text };
    }
    const isEarly = taken.some(
      ({ status, observedAt }) => status !== 'unknown' && !isNew(observedAt),
    );
    await onSeen(state === 'waiting' && isEarly ? NOT_YET : text);
    await wait(LOOK_EVERY_MS);
  }
}
