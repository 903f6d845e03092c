import type { VerifiedBy } from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { restoreEnvPatch, setEnvPatch } from '../../patches';
import { type ActionWords, ofDeployment } from '../actionWords';
import { gitOpsWarnings } from '../gitOpsWarnings';
import {
  andRestarts,
  inspectDeployment,
  refusedFor,
} from '../workload/inspectDeployment';
import {
  changeOf,
  entryInWords,
  inspectOverride,
  mitigationInWords,
  type Override,
  pairInWords,
} from './override';

/** An env override: how it is set, and how it is reverted. */
export interface OverrideActions {
  enable: ActionWords;
  disable: ActionWords;
  overrideOf(target: RemediationTarget): Override;
  verifiedBy: VerifiedBy;
  revertVerifiedBy: VerifiedBy;
  /** Whether what it is for has ended. */
  isReasonGone?: RemediationAction['isReasonGone'];
}

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
    ...ofDeployment,
    verifiedBy,
    assess({ target, deployment }) {
      const look = inspectDeployment(deployment);
      const override = overrideOf(target);
      const found = inspectOverride(deployment, override);
      if ('refusal' in found) return refusedFor(look, found.refusal);
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
      const { target, deployment, operation } = input;
      const { actor: by, at: since, reason } = operation;
      const change = changeOf(input, overrideOf(target));
      const record = { action: enable.id, since, by, reason };
      return { deployment: setEnvPatch(deployment, change, record) };
    },
    isReasonGone,
  };
}

/** Restores what the override replaced. */
export function createDisableAction({
  disable,
  overrideOf,
  revertVerifiedBy,
}: OverrideActions): RemediationAction {
  return {
    ...disable,
    ...ofDeployment,
    verifiedBy: revertVerifiedBy,
    assess({ target, deployment }) {
      const look = inspectDeployment(deployment);
      const override = overrideOf(target);
      const found = inspectOverride(deployment, override);
      if ('refusal' in found) return refusedFor(look, found.refusal);
      const { env, value } = override;
      const { inForce, entry, before, record } = found.state;
      const { name } = found.change.container;
      const present = `the container ${name} has ${entryInWords(env, entry)}`;
      if (!inForce) {
        const pair = pairInWords(env, value);
        return refusedFor(look, `${pair} is not in force: ${present}.`);
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
      const change = changeOf(input, overrideOf(input.target));
      return { deployment: restoreEnvPatch(input.deployment, change) };
    },
  };
}
