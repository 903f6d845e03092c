import { type Reading } from 'backstage-plugin-ideogram-incident-common';
import type { RunContext, Wait } from './runContext';
import { followRollout } from './followRollout';
import { lastWordsOf } from './lastWords';
import type { OperationResult } from './operationRun';
import { watch, type Watched } from './watch';

const WATCHING = {
  'authentication-errors': 'Watch that 401 and 403 errors stop',
  'rate-limits': 'Watch that 429s stop',
  'users-served': 'Watch that users are served',
  'no-errors': 'Watch that no errors come back',
  pods: 'Watch the pods',
  confirmation: 'Confirm',
};

const SUMMARY: Record<Watched['outcome'], (text: string) => string> = {
  verified: text => text,
  'errors-continue': text => `The change is made, but errors continue: ${text}`,
  unverified: text => `The change is made, but it is not seen to help: ${text}`,
};

/**
 * What comes after the change, also where another replica made it: the pods
 * are replaced, and the trouble stops or not.
 *
 * @param before - readings from before the change; left out where they are lost
 */
export async function followToEnd(
  { run, invocation, cluster, readings, settings, ...context }: RunContext,
  before: Promise<readonly Reading[]> = Promise.resolve([]),
): Promise<OperationResult> {
  const { action, target } = invocation;
  const { generation, changedAt } = run.progress;
  const wait: Wait = async ms => {
    await context.wait(ms);
    await run.confirmHeld();
  };
  if (generation !== undefined && !run.progress.rolledOutAt) {
    await run.begin('Wait for the pods');
    const problem = await followRollout({
      cluster,
      generation,
      timeoutMs: settings.rolloutTimeoutMs,
      changedAt: changedAt ? Date.parse(changedAt) : Date.now(),
      wait,
      onSeen: rollout =>
        run.see({
          rollout,
          message: `${rollout.available} of ${rollout.desired} ready`,
        }),
      lastWordsOf: crashed => lastWordsOf(readings, target, crashed),
    });
    if (problem) return { status: 'failed', error: problem };
    await run.done({ name: 'Pods are ready' });
  }

  const rolledOutAt = run.progress.rolledOutAt ?? new Date().toISOString();
  await run.begin(WATCHING[action.verifiedBy], { rolledOutAt });
  const { outcome, text } = await watch({
    by: action.verifiedBy,
    readings,
    target,
    before: await before,
    since: Date.parse(rolledOutAt),
    wait,
    onSeen: message => run.see({ message }),
  });
  await run.done({ message: text });
  return { status: 'succeeded', outcome, summary: SUMMARY[outcome](text) };
}
