import { maskKnownValues } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** A header of another name may hold a tenant, which is a word like others. */
const NAMES_A_SECRET = /auth|cookie|key|pass|secret|token/i;
const LONG_FOR_A_WORD = 16;

/** `Bearer abc` is secret, and so is `abc`. */
const withoutScheme = (value: string) => value.replace(/^\S+\s+(?=\S+$)/, '');

export function secretsOf({ prometheus, kubernetes }: Target): string[] {
  const headers = prometheus.flatMap(server => Object.entries(server.headers));
  const values = headers
    .filter(
      ([name, value]) =>
        NAMES_A_SECRET.test(name) || value.length >= LONG_FOR_A_WORD,
    )
    .flatMap(([, value]) => [value, withoutScheme(value)]);
  const connection = kubernetes?.connection;
  if (connection?.type === 'token') values.push(connection.token);
  return [...new Set(values)];
}

/**
 * What is to leave the backend, without the secrets with which its target was
 * asked: an outside system may send them back, in an error or a log, in a form
 * that no pattern knows.
 *
 * @param value - turned into JSON, and back
 */
export function withoutOwnSecrets<T>(target: Target, value: T): T {
  const json = JSON.stringify(value);
  return JSON.parse(maskKnownValues(json, secretsOf(target)).text);
}
