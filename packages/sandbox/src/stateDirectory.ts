import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
export const repository = resolve(__dirname, '../../..');

/** Where the sandbox of this checkout keeps its state; each run aside has its own. */
export function stateDirectory(portOffset: number): string {
  return join(repository, '.sandbox', `offset-${portOffset}`);
}
