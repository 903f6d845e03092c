import type { V1Secret } from '@kubernetes/client-node';
import {
  formatCount,
  formatDuration,
} from 'backstage-plugin-ideogram-incident-common';

/** In milliseconds since the epoch; undefined for what is no time. */
function timeOf(time: unknown): number | undefined {
  const ms = new Date(time as string).getTime();
  return time === null || time === undefined || Number.isNaN(ms)
    ? undefined
    : ms;
}

/**
 * When a key of a secret was changed last, at the latest: the cluster notes of
 * each writer only when they last changed anything of what is theirs.
 */
export function changedBy(secret: V1Secret, key: string): number | undefined {
  const entries: unknown = secret.metadata?.managedFields;
  if (!Array.isArray(entries)) return undefined;
  const times = entries
    .filter(entry => entry?.fieldsV1?.['f:data']?.[`f:${key}`] !== undefined)
    .map(entry => timeOf(entry.time))
    .filter(time => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}

const since = (from: number, now: number) =>
  formatDuration(Math.max(0, now - from) / 1000);

/** Undefined where nothing is known of it. */
export function ageInWords(
  secret: V1Secret,
  key: string,
  now: number,
): string | undefined {
  const changed = changedBy(secret, key);
  if (changed !== undefined) {
    return `It has been there for at least ${since(changed, now)}.`;
  }
  const created = timeOf(secret.metadata?.creationTimestamp);
  return created === undefined
    ? undefined
    : `The secret is ${since(
        created,
        now,
      )} old; when its key was last changed is not known.`;
}

/** Undefined where no pod is known to be older than the key. */
export function olderPodsInWords(
  pods: readonly { startedAt?: string }[],
  changed: number,
): string | undefined {
  const older = pods.filter(({ startedAt }) => {
    const started = timeOf(startedAt);
    return started !== undefined && started < changed;
  }).length;
  if (older === 0) return undefined;
  const verb = older === 1 ? 'was' : 'were';
  return `${older} of ${formatCount(
    pods.length,
    'pod',
  )} ${verb} started before, and may still run with an older one: restart the integration.`;
}
