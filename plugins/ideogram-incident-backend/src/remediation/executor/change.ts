import type { V1Deployment } from '@kubernetes/client-node';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { ActionError } from 'backstage-plugin-ideogram-incident-node';
import { specHash } from '../patches';
import { applyChange, type ChangeKind, completeChange } from './applyChange';
import type { Invocation, RunContext } from './runContext';
import { followUp } from './followUp';
import type { OperationResult } from './operationRun';
import { observe } from './watch';

const STEP: Record<ChangeKind, { begin: string; done: string }> = {
  secret: { begin: 'Change the secret', done: 'Secret changed' },
  deployment: { begin: 'Change the deployment', done: 'Deployment changed' },
};

const generationOf = ({ metadata }: V1Deployment) => metadata?.generation ?? 0;

/** Looks again: since it was asked for, the world may have become another. */
async function recheck({ run, invocation, cluster }: RunContext) {
  const { target, action } = invocation;
  const deployment = await cluster.deployment();
  const { expectedSpec } = run.progress;
  if (expectedSpec !== undefined && specHash(deployment) !== expectedSpec) {
    throw new ActionError({
      issue: 'Nothing was changed.',
      cause: `The deployment ${target.kubernetes.deployment} has been changed since this was asked for.`,
      solution: 'Look at what it is now, and ask again if it is still needed.',
    });
  }
  const { refusals } = action.assess({ target, deployment });
  if (refusals.length > 0) {
    throw new ActionError({
      issue: 'Nothing was changed.',
      cause: refusals[0],
      solution: 'Look at what the target is now, and ask again if needed.',
    });
  }
  return deployment;
}

type Patch = { kind: ChangeKind; patch: object };

/**
 * Whatever the cluster would refuse of what comes later is refused before the
 * first thing is changed: half a change helps nobody.
 */
async function dryRunLaterPatches(
  { cluster, settings }: RunContext,
  later: Patch[],
) {
  const { namespace, deployment } = cluster.target.kubernetes;
  const options = { fieldManager: settings.fieldManager, dryRun: true };
  for (const { patch } of later) {
    await cluster.act(session =>
      session.patchDeployment(namespace, deployment, patch, options),
    );
  }
}

/** What the changed deployment shows to be in force, for others to be told. */
export function mitigationInForce(
  { action, target }: Invocation,
  deployment: V1Deployment,
) {
  const { mitigation } = action.assess({ target, deployment });
  return mitigation?.inForce ? mitigation : undefined;
}

/** Carries an operation out from its beginning. */
export async function change(context: RunContext): Promise<OperationResult> {
  const { run, invocation, cluster, readings, settings, wait, signal } =
    context;
  const { action, target, parameters } = invocation;
  const { id, actor, reason } = run.operation;

  // Looking changes nothing, and need not wait for the record of it.
  const rechecked = recheck(context);
  rechecked.catch(() => {});
  await run.begin('Look at the deployment');
  const deployment = await rechecked;
  await run.done({ name: 'Deployment looked at' });

  const input = {
    target,
    deployment,
    parameters,
    cluster: cluster.forActions(),
    operation: { id, actor, reason, at: new Date().toISOString() },
    signal,
  };
  let found: string | undefined;
  if (action.confirm) {
    await run.begin('Ask Ideogram');
    found = await action.confirm.run(input);
    await run.done({ name: action.confirm.title, message: found });
  }

  const changes = await action.changes(input);
  const patches: Patch[] = [
    { kind: 'secret' as const, patch: changes.secret },
    { kind: 'deployment' as const, patch: changes.deployment },
  ].flatMap(({ kind, patch }) => (patch ? [{ kind, patch }] : []));
  if (patches.length === 0) {
    return {
      status: 'succeeded',
      outcome: 'verified',
      summary: found ?? 'Nothing had to be changed.',
    };
  }

  await dryRunLaterPatches(context, patches.slice(1));

  let generation: number | undefined;
  let before: Promise<Reading[]> | undefined;
  for (const { kind, patch } of patches) {
    const writes = [...(run.progress.writes ?? []), kind];
    await run.begin(STEP[kind].begin, { writes });
    const make = writes.length > 1 ? completeChange : applyChange;
    const changed = await make(
      cluster,
      { kind, patch, operationId: id, fieldManager: settings.fieldManager },
      wait,
    );
    const isDeployment = kind === 'deployment';
    if (isDeployment) generation = generationOf(changed);
    const recorded = run.done(
      { name: STEP[kind].done },
      { generation, changedAt: new Date().toISOString() },
      isDeployment ? mitigationInForce(invocation, changed) : undefined,
    );
    // Nobody waits for a slow upstream to help: the old pods still run now, and
    // what is seen of them is what was before.
    before ??= observe(readings, target);
    await recorded;
  }
  return followUp(context, before);
}
