import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';

/**
 * Follows the file that says in which style images are made. The integration
 * trusts it, and falls over where it is broken: at the start and later.
 */
export function followStyles(
  file: string,
  onBroken: (error: Error) => void,
): { style: () => string; stop: () => void } {
  let style = readStyle(file);
  watchFile(file, { interval: 500 }, () => {
    try {
      style = readStyle(file);
    } catch (error) {
      onBroken(error as Error);
    }
  });
  return { style: () => style, stop: () => unwatchFile(file) };
}

function readStyle(file: string): string {
  try {
    const { style } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof style !== 'string') throw new Error('it names no style');
    return style;
  } catch (error) {
    throw new Error(`${basename(file)} is broken: ${(error as Error).message}`);
  }
}
