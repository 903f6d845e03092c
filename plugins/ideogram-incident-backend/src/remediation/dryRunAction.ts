import { randomUUID } from 'node:crypto';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { diffOf } from './dryRun';
import { marked } from './executor';
import type { Situation } from './preflight';

/** Lets the cluster say what it would store, and changes nothing. */
export async function dryRunAction(
  action: RemediationAction,
  parameters: Record<string, unknown>,
  { cluster, deployment }: Situation,
  options: {
    actor: string;
    reason?: string;
    fieldManager: string;
    signal: AbortSignal;
  },
): Promise<DryRun> {
  const { target } = cluster;
  const { namespace, deployment: name, secret } = target.kubernetes;
  const { actor, reason, fieldManager, signal } = options;
  const id = randomUUID();
  const changes = await action.changes({
    target,
    deployment,
    parameters,
    cluster: cluster.forActions(),
    operation: { id, actor, reason, at: new Date().toISOString() },
    signal,
  });
  const patchOptions = { fieldManager, dryRun: true };
  const shown: DryRun['changes'] = [];
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
    const diff = diffOf('Secret', before, after);
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
    const diff = diffOf('Deployment', deployment, after);
    shown.push({ kind: 'Deployment', namespace, name, diff });
  }
  const { warnings } = action.assess({ target, deployment });
  return { changes: shown, warnings };
}
