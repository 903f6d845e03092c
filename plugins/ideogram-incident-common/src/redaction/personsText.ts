import { findAny } from './masker';
import { eachMatch, withMasks, type Finder, type Span } from './span';

/** They turn what follows them around, also outside of the text they are in. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const ADDRESS = /\bhttps?:\/\/\S+/gi;
const WORD = /(?<![\w-])[\w-]{24,}/g;
/** Of a key's letters, so many are of another kind than the one before. */
const MIXED = 1 / 3;

const kindOf = (letter: string) => {
  if (/\d/.test(letter)) return 'digit';
  return letter === letter.toLowerCase() ? 'small' : 'capital';
};

/** Capitals, small letters and digits in no order: nobody writes such words. */
function isMixed(word: string): boolean {
  const kinds = Array.from(word.replace(/[-_]/g, ''), kindOf);
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]);
  return new Set(kinds).size === 3 && changes.length >= MIXED * kinds.length;
}

/**
 * Keys that stand by themselves, as somebody pastes them. In logs, ids look the
 * same; in what a person writes, they stand in addresses.
 */
const findBareKeys: Finder = text => {
  const spans: Span[] = [];
  const withoutAddresses = text.replace(ADDRESS, address =>
    ' '.repeat(address.length),
  );
  eachMatch(withoutAddresses, WORD, ({ 0: word, index }) => {
    const to = index + word.length;
    if (isMixed(word)) {
      spans.push({ rule: 'token', context: index, from: index, to });
    }
  });
  return spans;
};

/**
 * What a person has written, as it may be kept and shown to others: without
 * secrets, also those that were pasted with no name before them, and without
 * what turns the texts around it.
 *
 * @param known - values that are secret
 * @public
 */
export function personsText(
  text: string,
  known: readonly string[] = [],
): string {
  // Without them first: one in the midst of a key would hide it.
  const plain = text.replace(BIDI_CONTROLS, '');
  return withMasks(plain, findAny(known, [findBareKeys])(plain));
}
