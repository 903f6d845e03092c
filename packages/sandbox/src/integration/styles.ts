import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Reads in which style images are made. The integration trusts the file, and
 * falls over where it is broken.
 */
export function readStyle(file: string): string {
  try {
    const { style } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof style !== 'string') throw new Error('it names no style');
    return style;
  } catch (error) {
    throw new Error(`${basename(file)} is broken: ${(error as Error).message}`);
  }
}
