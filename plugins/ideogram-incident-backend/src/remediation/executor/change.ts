import type { V1Deployment } from '@kubernetes/client-node';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import {
  ActionError,
  type ActionInput,
} from 'backstage-plugin-ideogram-incident-node';
import { KubernetesError } from '../../upstream/kubernetes';
import { ofVersion, revisionOf, specHash } from '../patches';
import { applyChange, type ChangeKind, completeChange } from './applyChange';
import type { Invocation, RunContext } from './runContext';
import { followToEnd } from './followToEnd';
import { inTime } from './inTime';
import type { OperationResult } from './operationRun';
import { observe } from './watch';

const STEP: Record<ChangeKind, { begin: string; done: string }> = {
  secret: { begin: 'Change the secret', done: 'Secret changed' },
  deployment: { begin: 'Change the deployment', done: 'Deployment changed' },
};

const LOOKED_AT = 'Deployment looked at';

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

function inputOf(
  { run, invocation, cluster, signal }: RunContext,
  deployment: V1Deployment,
): ActionInput {
  const { target, parameters } = invocation;
  const { id, actor, reason } = run.operation;
  return {
    target,
    deployment,
    parameters,
    cluster: cluster.forActions(),
    operation: { id, actor, reason, at: new Date().toISOString() },
    signal,
  };
}

async function patchesOf(
  context: RunContext,
  input: ActionInput,
): Promise<Patch[]> {
  const { action } = context.invocation;
  const { secret, deployment } = await inTime(context, signal =>
    action.changes({ ...input, signal }),
  );
  return [
    { kind: 'secret' as const, patch: secret },
    { kind: 'deployment' as const, patch: deployment },
  ].flatMap(({ kind, patch }) => (patch ? [{ kind, patch }] : []));
}

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

async function makeChanges(
  { run, invocation, cluster, readings, settings, wait }: RunContext,
  patches: readonly Patch[],
  from: V1Deployment,
): Promise<{ before?: Promise<Reading[]> }> {
  let generation: number | undefined;
  let before: Promise<Reading[]> | undefined;
  for (const { kind, patch } of patches) {
    const writes = [...(run.progress.writes ?? []), kind];
    const fromRevision = revisionOf(from);
    await run.begin(STEP[kind].begin, { writes, fromRevision });
    const make = writes.length > 1 ? completeChange : applyChange;
    const changed = await make(
      cluster,
      {
        kind,
        patch,
        operationId: run.operation.id,
        fieldManager: settings.fieldManager,
      },
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
    before ??= observe(readings, invocation.target);
    await recorded;
  }
  return { before };
}

/**
 * Where nothing but the deployment is changed, it need not be looked at again:
 * the cluster makes the change of the very version that was looked at, or none.
 *
 * @returns undefined where nothing was changed, and it has to be looked at
 */
async function changeAsSeen(context: RunContext, seen: V1Deployment) {
  const { run, invocation } = context;
  const { resourceVersion } = seen.metadata ?? {};
  if (!resourceVersion || invocation.action.confirm) return undefined;
  const patches = await patchesOf(context, inputOf(context, seen));
  const [first, ...others] = patches;
  if (first?.kind !== 'deployment' || others.length > 0) return undefined;
  run.note(LOOKED_AT);
  try {
    const patch = ofVersion(first.patch, resourceVersion);
    return await makeChanges(context, [{ ...first, patch }], seen);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.kind !== 'conflict') {
      throw error;
    }
    // Perhaps in no more than its status.
    await run.done(
      { name: 'Deployment has changed meanwhile' },
      { writes: [] },
    );
    return undefined;
  }
}

/** Carries an operation out from its beginning. */
export async function change(context: RunContext): Promise<OperationResult> {
  const { run, invocation, seen } = context;
  const asSeen = seen && (await changeAsSeen(context, seen));
  if (asSeen) return followToEnd(context, asSeen.before);

  // Looking changes nothing, and need not wait for the record of it.
  const rechecked = recheck(context);
  rechecked.catch(() => {});
  await run.begin('Look at the deployment');
  const deployment = await rechecked;
  await run.done({ name: LOOKED_AT });

  const input = inputOf(context, deployment);
  const { confirm } = invocation.action;
  let found: string | undefined;
  if (confirm) {
    await run.begin('Ask Ideogram');
    const answer = await inTime(context, signal =>
      confirm.run({ ...input, signal }),
    );
    if (typeof answer === 'object') {
      const { outcome, title, text } = answer;
      await run.done({ name: title });
      return { status: 'succeeded', outcome, summary: text };
    }
    found = answer;
    await run.done({ name: confirm.title, message: found });
  }

  const patches = await patchesOf(context, input);
  if (patches.length === 0) {
    return {
      status: 'succeeded',
      outcome: 'verified',
      summary: found ?? 'Nothing had to be changed.',
    };
  }
  await dryRunLaterPatches(context, patches.slice(1));
  const { before } = await makeChanges(context, patches, deployment);
  return followToEnd(context, before);
}
