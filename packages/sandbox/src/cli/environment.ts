import { readEnvironmentFile } from '../environment';

/** Prints lines that a shell can evaluate. */
export function printEnvironment(stateDir: string) {
  const text = readEnvironmentFile(stateDir);
  if (text === undefined) {
    throw new Error(
      'No sandbox has been started here. Start one: yarn sandbox start',
    );
  }
  process.stdout.write(text);
}
