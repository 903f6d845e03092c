/**
 * Turns what the configuration holds into a value.
 *
 * @throws Refusal that continues the sentence that begins with the key
 */
export type Parse<T> = (raw: unknown) => T;

/** Says what is allowed, never what was found. */
export class Refusal extends Error {}
