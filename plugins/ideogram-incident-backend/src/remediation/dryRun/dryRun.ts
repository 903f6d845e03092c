import type { V1Secret } from '@kubernetes/client-node';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { randomUUID } from 'node:crypto';
import { gitOpsWarnings } from '../actions';
import type { Seen } from '../executor';
import { marked } from '../patches';
import { diffOf } from './diffOf';

/** A deployment may hold in plain what stands in the secret. */
const valuesOf = ({ data = {} }: V1Secret) =>
  Object.values(data).map(value => Buffer.from(value, 'base64').toString());

/**
 * Lets the cluster say what it would store, and changes nothing.
 *
 * @param warnings - what is known before the cluster is asked
 */
export async function dryRunAction(
  command: {
    action: RemediationAction;
    parameters: Record<string, unknown>;
    actor: string;
    body: { reason?: string };
    signal: AbortSignal;
  },
  { cluster, deployment }: Seen,
  fieldManager: string,
  warnings: readonly string[],
): Promise<DryRun> {
  const { action, parameters, actor, body, signal } = command;
  const { target } = cluster;
  const { namespace, deployment: name, secret } = target.kubernetes;
  const id = randomUUID();
  const changes = await action.changes({
    target,
    deployment,
    parameters,
    cluster: cluster.forActions(),
    operation: {
      id,
      actor,
      reason: body.reason,
      at: new Date().toISOString(),
    },
    signal,
  });
  const patchOptions = { fieldManager, dryRun: true };
  const shown: DryRun['changes'] = [];
  // Each once: that the key comes back may be known beforehand, too.
  const told = new Set(warnings);
  const known = Object.values(parameters).filter(
    value => typeof value === 'string',
  );
  if (changes.secret) {
    const [before, after] = await cluster.act(async session => [
      await session.secret(namespace, secret.name),
      await session.patchSecret(
        namespace,
        secret.name,
        marked(changes.secret!, id),
        patchOptions,
      ),
    ]);
    const diff = diffOf('Secret', before, after, known);
    known.push(...valuesOf(before));
    gitOpsWarnings(
      { kind: 'Secret', metadata: before.metadata },
      'secret-key',
    ).forEach(warning => told.add(warning));
    shown.push({ kind: 'Secret', namespace, name: secret.name, diff });
  }
  if (changes.deployment) {
    const after = await cluster.act(session =>
      session.patchDeployment(
        namespace,
        name,
        marked(changes.deployment!, id),
        patchOptions,
      ),
    );
    const diff = diffOf('Deployment', deployment, after, known);
    shown.push({ kind: 'Deployment', namespace, name, diff });
  }
  return { changes: shown, warnings: [...told] };
}
