import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { gitOpsWarnings } from '../../gitOps';
import { restoreEnvPatch } from '../../patches';
import { noParameters } from '../noParameters';
import { andRestarts } from '../workload/podsInWords';
import { lookAtDeployment } from '../workload/lookAtDeployment';
import { changeOf } from './changeOf';
import { entryInWords, pairInWords } from './entryInWords';
import { lookAtOverride } from './lookAtOverride';
import type { OverrideActions } from './overrideActions';

/** Restores what the override replaced. */
export function createDisableAction({
  disable,
  overrideOf,
  revertVerifiedBy,
}: OverrideActions): RemediationAction {
  return {
    ...disable,
    parameters: noParameters,
    access: ['get deployment', 'patch deployment', 'list pods'],
    verifiedBy: revertVerifiedBy,
    assess({ target, deployment }) {
      const look = lookAtDeployment(deployment);
      const override = overrideOf(target);
      const found = lookAtOverride(deployment, override);
      if ('refusal' in found) {
        return {
          ...look,
          refusals: [...look.refusals, found.refusal],
          plan: [],
        };
      }
      const { env, value } = override;
      const { inForce, entry, before, record } = found.state;
      const { name } = found.change.container;
      const present = `the container ${name} has ${entryInWords(env, entry)}`;
      if (!inForce) {
        return {
          ...look,
          refusals: [
            ...look.refusals,
            `${pairInWords(env, value)} is not in force: ${present}.`,
          ],
          plan: [],
        };
      }
      const { metadata } = deployment;
      const unknown = record
        ? []
        : [
            `${env} was set outside of the portal: what stood there before isn't known, so it is removed.`,
            ...gitOpsWarnings({ kind: 'Deployment', metadata }, 'env-removed'),
          ];
      const what = before
        ? `Brings back ${entryInWords(env, before)}`
        : `Removes ${env}`;
      return {
        ...look,
        checks: [...look.checks, `It is in force: ${present}.`],
        warnings: [...look.warnings, ...unknown],
        plan: [andRestarts(what, deployment)],
      };
    },
    async changes(input) {
      const patch = restoreEnvPatch(
        input.deployment,
        changeOf(input, overrideOf(input.target)),
      );
      return patch ? { deployment: patch } : {};
    },
  };
}
