import { isError } from '@backstage/errors';

/** What an error says, for a log line: the name of its class helps no operator. */
export function messageOf(thrown: unknown): string {
  return isError(thrown) && thrown.message ? thrown.message : String(thrown);
}
