import { findAddresses } from './addresses';
import { findKnownValues } from './knownValues';
import { findNamedValues } from './namedValues';
import { findPrivateKeys } from './privateKeys';
import {
  merged,
  withMasks,
  type Finder,
  type RedactionRule,
  type Span,
} from './span';
import { MaskedStream } from './stream';
import { findTokens } from './tokens';

/**
 * Masks a text that comes in chunks, in memory that is bounded: chunks and
 * lines may be of any length, and secrets may span them. Each character may
 * stand for a byte, so that bytes that are no text pass as they are.
 *
 * @public
 */
export interface RedactionStream {
  /** What is ready of the masked text. */
  write(chunk: string): string;
  /** The rest of it. */
  end(): string;
}

/**
 * Masks what is known to be secret, and what can be told to be.
 *
 * @public
 */
export interface Masker {
  mask(text: string): string;
  stream(): RedactionStream;
  /** What was masked until now, by rule. */
  readonly counts: Readonly<Partial<Record<RedactionRule, number>>>;
  /** What was masked until now. */
  readonly total: number;
}

const BY_FORM: readonly Finder[] = [
  findPrivateKeys,
  findNamedValues,
  findAddresses,
  findTokens,
];

/** Finds what the finders find, each secret once. */
const anyOf =
  (finders: readonly Finder[]): Finder =>
  text =>
    merged(finders.flatMap(find => find(text)));

const findByForm = anyOf(BY_FORM);

function finderOf(known: readonly string[]): Finder {
  const findKnown = known.length > 0 && findKnownValues(known);
  return findKnown ? anyOf([findKnown, ...BY_FORM]) : findByForm;
}

/** What a masker finds, and what others find besides. */
export const findAny = (
  known: readonly string[],
  besides: readonly Finder[],
): Finder => anyOf([finderOf(known), ...besides]);

/**
 * @param known - values such as keys, of which each form is masked
 * @public
 */
export function createMasker(known: readonly string[] = []): Masker {
  const find = finderOf(known);
  const counts: Partial<Record<RedactionRule, number>> = {};
  function count(spans: readonly Span[]): void {
    for (const { rule } of spans) counts[rule] = (counts[rule] ?? 0) + 1;
  }
  return {
    mask(text) {
      const spans = find(text);
      count(spans);
      return withMasks(text, spans);
    },
    stream: () => new MaskedStream(find, count),
    counts,
    get total() {
      return Object.values(counts).reduce((sum, number) => sum + number, 0);
    },
  };
}

/**
 * Replaces secrets in a text with `[masked]` and counts them: the values that
 * are known, raw and as logs, requests and secrets encode them; private keys;
 * what follows names such as `Api-Key`, `Authorization`, `password` or `token`
 * in the notations of loggers, headers, flags and env entries; passwords in
 * addresses; and tokens that are known by their form.
 *
 * The time it takes grows with the length of the text, whatever stands in it.
 *
 * @public
 */
export function maskSecrets(
  text: string,
  known: readonly string[] = [],
): { text: string; masked: number } {
  const spans = finderOf(known)(text);
  return { text: withMasks(text, spans), masked: spans.length };
}

/**
 * Replaces values that are known to be secret with `[masked]`, in each of the
 * forms in which they stand in logs, requests and JSON, and counts them.
 *
 * @public
 */
export function maskKnownValues(
  text: string,
  known: readonly string[],
): { text: string; masked: number } {
  const spans = merged(findKnownValues(known)?.(text) ?? []);
  return { text: withMasks(text, spans), masked: spans.length };
}
