import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is installed, according to PATH. */
export function findProgram(
  name: string,
  path: string | undefined = process.env.PATH,
): string | undefined {
  return (path ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map(directory => join(directory, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
