import type { V1Deployment } from '@kubernetes/client-node';
import { ActionError } from 'backstage-plugin-ideogram-incident-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const PREFIX = 'ideogram-incident/mitigation.';
/** Of the name part of an annotation, the API allows so many. */
const MAX_NAME = 63 - 'mitigation.'.length;
const HASH_DIGITS = 8;
const KIB = 1024;
const MAX_RECORD = 64 * KIB;

const recordSchema = z.object({
  action: z.string().max(100),
  container: z.string().max(63),
  env: z.string().max(253),
  value: z.string(),
  before: z
    .object({
      name: z.string(),
      value: z.string().optional(),
      valueFrom: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
  since: z.iso.datetime(),
  by: z.string().max(500),
  reason: z.string().max(1000).optional(),
});

/** What an env override replaced, and who set it when and why. */
export type MitigationRecord = z.infer<typeof recordSchema>;

/**
 * The annotation that holds the record of an env entry. Names that would not
 * come back from lower case, or are too long, are told apart by a hash.
 */
export function annotationOf(env: string): string {
  const name = env.toLowerCase().replace(/_/g, '-');
  if (name.length <= MAX_NAME && /^[A-Z](?:[A-Z0-9_]*[A-Z0-9])?$/.test(env)) {
    return `${PREFIX}${name}`;
  }
  const hash = createHash('sha256').update(env).digest('hex');
  const start = name
    .slice(0, MAX_NAME - HASH_DIGITS - 1)
    .replace(/^-+|-+$/g, '');
  const parts = [start, hash.slice(0, HASH_DIGITS)].filter(Boolean);
  return `${PREFIX}${parts.join('-')}`;
}

/**
 * A record as it is written.
 *
 * @throws ActionError where it could not be read again: what can't be restored
 * must not be replaced
 */
export function recordText(record: MitigationRecord): string {
  const text = JSON.stringify(record);
  if (text.length <= MAX_RECORD) return text;
  const { env } = record;
  throw new ActionError({
    issue: `Nothing was changed: what ${env} is now can't be kept on record.`,
    cause: `The record would be ${Math.ceil(
      text.length / KIB,
    )} KiB long, and at most ${MAX_RECORD / KIB} KiB can be read again.`,
    solution: `Shorten ${env} where it is deployed from, or change it there.`,
  });
}

/** Who can patch the deployment can write anything there. */
export function recordOf(
  deployment: V1Deployment,
  env: string,
): MitigationRecord | undefined {
  const text: unknown = deployment.metadata?.annotations?.[annotationOf(env)];
  if (typeof text !== 'string' || text.length > MAX_RECORD) {
    return undefined;
  }
  try {
    const { success, data } = recordSchema.safeParse(JSON.parse(text));
    return success && data.env === env && (data.before?.name ?? env) === env
      ? data
      : undefined;
  } catch {
    return undefined;
  }
}
