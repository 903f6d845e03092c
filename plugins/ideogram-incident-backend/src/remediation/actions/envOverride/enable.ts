import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { gitOpsWarnings } from '../../gitOps';
import { setEnvPatch } from '../../patches';
import { noParameters } from '../noParameters';
import { andRestarts } from '../workload/podsInWords';
import { lookAtDeployment } from '../workload/lookAtDeployment';
import { changeOf } from './changeOf';
import { entryInWords, pairInWords } from './entryInWords';
import { lookAtOverride } from './lookAtOverride';
import { mitigationInWords } from './mitigationInWords';
import type { OverrideActions } from './overrideActions';

/** Sets the entry, and keeps on record what it replaces. */
export function createEnableAction({
  enable,
  disable,
  overrideOf,
  verifiedBy,
  isReasonGone,
}: OverrideActions): RemediationAction {
  return {
    ...enable,
    parameters: noParameters,
    access: ['get deployment', 'patch deployment', 'list pods'],
    verifiedBy,
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
      const { state, change } = found;
      const { name } = change.container;
      const { metadata } = deployment;
      const pair = pairInWords(env, value);
      return {
        refusals: [
          ...look.refusals,
          ...(state.inForce
            ? [
                `Already so: the container ${name} has ${pair}. To revert it: ${disable.title}.`,
              ]
            : []),
        ],
        checks: [
          ...look.checks,
          `The container ${name} has ${entryInWords(env, state.entry)}.`,
        ],
        warnings: [
          ...look.warnings,
          ...gitOpsWarnings(
            { kind: 'Deployment', metadata },
            state.entry ? 'env-changed' : 'env-added',
          ),
        ],
        plan: [
          andRestarts(`Sets ${pair}`, deployment),
          `Keeps on record what stood there before: ${entryInWords(
            env,
            state.before,
          )}.`,
        ],
        mitigation: mitigationInWords(env, state, disable.id),
      };
    },
    async changes(input) {
      const { actor: by, at: since, reason } = input.operation;
      const patch = setEnvPatch(
        input.deployment,
        changeOf(input, overrideOf(input.target)),
        { action: enable.id, since, by, reason },
      );
      return patch ? { deployment: patch } : {};
    },
    isReasonGone,
  };
}
