import { eachMatch, type Finder, type Span } from './span';

/** Shorter ones would hide half of every line and are no credentials. */
const MIN_LENGTH = 4;
/** Of base64 that stands in the midst of more. */
const MIN_BASE64_LENGTH = 6;

/** The bytes of UTF-8, each as a character. */
function bytesOf(value: string): string {
  // A lone surrogate has no encoding and would throw.
  const encoded = encodeURIComponent(
    value.replace(/\p{Surrogate}/gu, '\ufffd'),
  );
  return encoded.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What is the same of a value's base64, at whichever byte of more it begins. */
function base64Forms(bytes: string): string[] {
  return [0, 1, 2].flatMap(offset => {
    const bits = (offset + bytes.length) * 8;
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor(bits / 6);
    if (end - first < MIN_BASE64_LENGTH) return [];
    const inner = btoa('\0'.repeat(offset) + bytes).slice(first, end);
    const forms = [inner, inner.replace(/\+/g, '-').replace(/\//g, '_')];
    // The letters at its edges hold some bits of it.
    const before = offset > 0 ? '[\\w+/-]?' : '';
    const after = bits % 6 === 0 ? '' : '[\\w+/-]?={0,2}';
    return forms.map(form => `${before}${escaped(form)}${after}`);
  });
}

const inHex = (bytes: string, between = '') =>
  Array.from(bytes, byte => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .map(escaped)
    .join(between);

const unicodeEscaped = (value: string) =>
  value.replace(
    /[<>&'"=+\u0080-\uffff]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The forms in which a value stands in logs, requests and secrets. */
function formsOf(value: string): string[] {
  const bytes = bytesOf(value);
  const json = JSON.stringify(value).slice(1, -1);
  const encoded = encodeURIComponent(
    value.replace(/\p{Surrogate}/gu, '\ufffd'),
  );
  const texts = [
    value,
    bytes,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replace(/\//g, '\\/'),
    unicodeEscaped(json),
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase()),
    encoded.replace(/%20/g, '+'),
    encoded.replace(/%/g, '%25'),
    value
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;'),
  ];
  const hex = [inHex(bytes), inHex(bytes, '[ :]'), inHex(bytes, ', ?0x')];
  const decimal = Array.from(bytes, byte => byte.charCodeAt(0)).join(',? ');
  const patterns = [
    ...texts.map(escaped),
    ...base64Forms(bytes),
    ...hex,
    ...hex.map(form => form.replace(/[a-f]/g, letter => letter.toUpperCase())),
    `(?<!\\d)${decimal}(?!\\d)`,
  ];
  return patterns;
}

/** What finds each form of the values; undefined where none is long enough. */
export function findKnownValues(known: readonly string[]): Finder | undefined {
  const values = known
    .map(value => value.trim())
    .filter(value => value.length >= MIN_LENGTH);
  if (values.length === 0) return undefined;
  const forms = [...new Set(values.flatMap(formsOf))];
  forms.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(forms.join('|'), 'g');
  return text => {
    const spans: Span[] = [];
    eachMatch(text, pattern, ({ 0: form, index }) => {
      const to = index + form.length;
      spans.push({ rule: 'known-value', context: index, from: index, to });
    });
    return spans;
  };
}
