import { Transform } from 'node:stream';
import type { Masker } from 'backstage-plugin-ideogram-incident-common';

/**
 * Masks bytes on their way. What is no text passes as it is, and of no line
 * more is held than the masker's stream holds. It needs nothing of its thread:
 * a worker makes its masker from the values that it was sent, and sends back
 * the counts.
 */
export function createRedactionTransform(masker: Masker): Transform {
  const stream = masker.stream();
  // Each byte a character and back: nothing is lost where it is not UTF-8.
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const ready = stream.write(chunk.toString('latin1'));
      done(null, ready ? bytes(ready) : undefined);
    },
    flush(done) {
      done(null, bytes(stream.end()));
    },
  });
}
