import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes the file that the pods mount: a good one, or one that somebody broke,
 * over which they fall.
 */
export function writeStylesFile(file: string, content: 'good' | 'broken') {
  mkdirSync(dirname(file), { recursive: true });
  const good = JSON.stringify({ style: 'GENERAL' });
  writeFileSync(file, content === 'good' ? good : good.slice(0, -3));
}
