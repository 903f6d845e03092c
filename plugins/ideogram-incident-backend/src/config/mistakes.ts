import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { z } from 'zod';

export const ROOT = 'ideogramIncident';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeply; a list replaces a list. */
function merge(over: unknown, under: unknown): unknown {
  if (over === undefined) return under;
  if (!isObject(over) || !isObject(under)) return over;
  const own = (of: JsonObject, name: string) =>
    Object.hasOwn(of, name) ? of[name] : undefined;
  return Object.fromEntries(
    [...new Set([...Object.keys(over), ...Object.keys(under)])].map(name => [
      name,
      merge(own(over, name), own(under, name)),
    ]),
  );
}

/** The configuration with `defaults` laid under each target. */
export function layered(raw: unknown): unknown {
  if (!isObject(raw) || !isObject(raw.targets)) return raw;
  const targets = Object.entries(raw.targets).map(([name, target]) => [
    name,
    merge(target, isObject(raw.defaults) ? raw.defaults : undefined),
  ]);
  return { ...raw, targets: Object.fromEntries(targets) };
}

// A key may hold anything; a long or odd one must not break the message.
function step(name: PropertyKey): string {
  if (typeof name === 'number') return `[${name}]`;
  const key = String(name);
  return /^[\w-]{1,60}$/.test(key)
    ? `.${key}`
    : `.${JSON.stringify(key.slice(0, 60))}`;
}

/** Where the value was written, or would have to be: in a target or in `defaults`. */
function keyOf(path: readonly PropertyKey[], raw: unknown): string {
  let layers = [{ key: ROOT, value: raw }];
  path.forEach((name, depth) => {
    const found = layers.flatMap(({ key, value }) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? [
            {
              key: key + step(name),
              value: Reflect.get(value, name) as unknown,
            },
          ]
        : [],
    );
    if (depth === 1 && path[0] === 'targets' && isObject(raw)) {
      found.push({ key: `${ROOT}.defaults`, value: raw.defaults });
    }
    if (found.length === 0) {
      layers = [{ key: layers[0].key + step(name), value: undefined }];
    } else {
      layers = isObject(found[0].value) ? found : [found[0]];
    }
  });
  return layers[0].key;
}

/**
 * All that is wrong, one line each, so that an operator mends it in one go. A
 * mistake never quotes the value that was found: it may be a secret, or a
 * secret that was put into the wrong place.
 */
export function mistakesIn(error: z.ZodError, raw: unknown): InputError {
  // A default that is wrong is met once by each target.
  const lines = new Set<string>();
  for (const issue of error.issues) {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') {
      const known = message.split(', ');
      for (const name of issue.keys) {
        lines.add(
          `${keyOf([...path, name], raw)} is not a known key${didYouMean(
            name,
            known,
          )}; known here: ${message}`,
        );
      }
    } else {
      lines.add(`${keyOf(path, raw)} ${message}`);
    }
  }
  const count = lines.size === 1 ? '1 mistake' : `${lines.size} mistakes`;
  return new InputError(
    [`The configuration of Ideogram Incident has ${count}:`, ...lines].join(
      '\n  ',
    ),
  );
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Names the word that was meant, if any of them is near enough. */
export function didYouMean(word: string, known: readonly string[]): string {
  const [best] = known
    .map(candidate => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(
      ({ candidate, distance }) => distance <= Math.ceil(candidate.length / 3),
    )
    .sort((a, b) => a.distance - b.distance);
  return best ? ` (did you mean ${best.candidate}?)` : '';
}
