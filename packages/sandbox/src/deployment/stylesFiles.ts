import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Good ones, or new ones that somebody broke, over which pods fall. */
export type Styles = 'good' | 'broken';

export type StylesFiles = Record<Styles, string>;

/** Writes the files of which a deployment names one to its pods. */
export function writeStylesFiles(directory: string): StylesFiles {
  const files = {
    good: join(directory, 'styles.json'),
    broken: join(directory, 'new-styles.json'),
  };
  const content = JSON.stringify({ style: 'GENERAL' });
  mkdirSync(directory, { recursive: true });
  writeFileSync(files.good, content);
  writeFileSync(files.broken, content.slice(0, -3));
  return files;
}
