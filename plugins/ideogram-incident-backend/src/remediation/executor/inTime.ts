import {
  escalationContact,
  formatDuration,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionError } from 'backstage-plugin-ideogram-incident-node';
import { rejectOnAbort } from '../../upstream/http';
import type { RunContext } from './runContext';

/** Longer than all that a built-in action asks, one after the other. */
const DEADLINE_MS = 60_000;

/**
 * What an action asks before anything is changed has an end, whoever wrote the
 * action: it holds the target, and keeps every other one away.
 *
 * @throws ActionError after the deadline
 */
export async function inTime<T>(
  { invocation, signal }: Pick<RunContext, 'invocation' | 'signal'>,
  work: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> {
  const { action, target } = invocation;
  const own = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  return rejectOnAbort(work(own), own, () => {
    const length = formatDuration(deadlineMs / 1000);
    return new ActionError({
      issue: 'Nothing was changed.',
      cause: `The checks before “${action.title}” gave no answer in ${length}.`,
      solution: `Try again in a minute; if that doesn't help, ask ${escalationContact(
        target,
      )}.`,
    });
  });
}
