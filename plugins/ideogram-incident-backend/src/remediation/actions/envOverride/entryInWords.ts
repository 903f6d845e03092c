import {
  maskSecrets,
  oneLine,
} from 'backstage-plugin-ideogram-incident-common';
import type { EnvEntry } from '../../patches';

type Reference = { name?: unknown; key?: unknown } | undefined;

/** `X=y`, without what looks like a secret. */
export function pairInWords(env: string, value: string): string {
  return oneLine(maskSecrets(`${env}=${value}`).text, 200);
}

function sourceInWords(source: Record<string, unknown>): string {
  const kinds = { secretKeyRef: 'secret', configMapKeyRef: 'config map' };
  for (const [field, kind] of Object.entries(kinds)) {
    const reference = source[field] as Reference;
    if (reference) {
      return oneLine(
        `the ${kind} ${reference.name}, key ${reference.key}`,
        200,
      );
    }
  }
  return 'a source of the cluster';
}

/** Such as `X=y`, `X from the secret s, key k` or `no X`. */
export function entryInWords(env: string, entry: EnvEntry | null): string {
  if (!entry) return `no ${env}`;
  return entry.valueFrom
    ? `${env} from ${sourceInWords(entry.valueFrom)}`
    : pairInWords(env, entry.value ?? '');
}
