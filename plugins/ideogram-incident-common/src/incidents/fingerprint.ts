const OFFSET = [0xcbf29ce4, 0x84222325] as const;
/** The prime of FNV-1a is 2^40 + 435. */
const PRIME_LOW = 435;
const TWO_32 = 2 ** 32;
/** Between names and values; no byte of a text in UTF-8. */
const SEPARATOR = Uint8Array.of(0xff);

/**
 * FNV-1a of 64 bits, as hex. In two halves, for a label may have megabytes,
 * and BigInt is slow.
 */
function fnv1a(parts: readonly Uint8Array[]): string {
  let [high, low]: readonly [number, number] = OFFSET;
  for (const bytes of parts) {
    for (let index = 0; index < bytes.length; index += 1) {
      const mixed = (low ^ bytes[index]) >>> 0;
      const product = mixed * PRIME_LOW;
      low = product >>> 0;
      high =
        (high * PRIME_LOW +
          Math.floor(product / TWO_32) +
          ((mixed << 8) >>> 0)) >>>
        0;
    }
  }
  return [high, low].map(half => half.toString(16).padStart(8, '0')).join('');
}

const byName = ([a]: [string, string], [b]: [string, string]) =>
  a < b ? -1 : Number(a > b);

/** Of a set of labels, as Alertmanager computes it, in any order. */
export function fingerprintOf(labels: readonly [string, string][]): string {
  const encoder = new TextEncoder();
  return fnv1a(
    [...labels]
      .sort(byName)
      .flatMap(label =>
        label.flatMap(text => [encoder.encode(text), SEPARATOR]),
      ),
  );
}
