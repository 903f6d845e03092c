import { maskKnownValues } from './knownValues';
import type { Masked } from './mask';
import { maskNamedValues } from './namedValues';
import { maskPatterns } from './patterns';
import { maskPrivateKeys } from './privateKeys';

/**
 * Replaces secrets in a text with `[masked]` and counts them: the values that
 * are known, raw, percent-encoded and in base64; private keys; what follows
 * names such as `Api-Key`, `Authorization`, `password` or `token` as header,
 * field, flag or env entry; and tokens that are known by their form.
 *
 * The time it takes grows with the length of the text, whatever stands in it.
 *
 * @public
 */
export function maskSecrets(
  text: string,
  known: readonly string[] = [],
): { text: string; masked: number } {
  const steps: ((input: string) => Masked)[] = [
    input => maskKnownValues(input, known),
    maskPrivateKeys,
    maskNamedValues,
    maskPatterns,
  ];
  return steps.reduce<Masked>(
    (before, step) => {
      const after = step(before.text);
      return { text: after.text, masked: before.masked + after.masked };
    },
    { text, masked: 0 },
  );
}
