import { join, resolve } from 'node:path';

/** Where the sandbox of this checkout keeps its state; each run aside has its own. */
export function stateDirectory(portOffset: number): string {
  // eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
  const root = resolve(__dirname, '../../..');
  return join(root, '.sandbox', `offset-${portOffset}`);
}
