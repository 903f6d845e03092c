import {
  cautionsOf,
  type CautiousChange,
  formatDuration,
  type Reading,
  type VerifiedBy,
} from 'backstage-plugin-ideogram-incident-common';
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
  /** What harm setting and reverting it does in the wrong moment. */
  cautions?: { enable: CautiousChange; disable: CautiousChange };
  /** Whether what it is for has ended. */
  isReasonGone?: RemediationAction['isReasonGone'];
}

/** While it is in force, it hides what it is for. */
function notKnownToBeOver(since: string | undefined): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(since ?? '')) / 1000);
  // In whole minutes from the first on.
  const whole = seconds < 60 ? Math.floor(seconds) : seconds - (seconds % 60);
  const long = Number.isNaN(whole)
    ? 'since when it is on is not known'
    : `it has been on for ${formatDuration(whole)}`;
  return `Nothing shows that what it is for is over: ${long}, and as long as it is on, the trouble may not be seen.`;
}

/** Sets the entry, and keeps on record what it replaces. */
export function createEnableAction({
  enable,
  disable,
  overrideOf,
  verifiedBy,
  cautions,
  isReasonGone,
}: OverrideActions): RemediationAction {
  return {
    ...enable,
    ...ofDeployment,
    verifiedBy,
    assess({ target, deployment, readings }) {
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
          ...(cautions && !state.inForce
            ? cautionsOf(cautions.enable, readings)
            : []),
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
  cautions,
  isReasonGone,
}: OverrideActions): RemediationAction {
  /** Where no number says that it lasts, it is only not known to be over. */
  const whileReasonLasts = (readings?: readonly Reading[], since?: string) => {
    if (!readings || !cautions || isReasonGone?.(readings, since)) return [];
    const harm = cautionsOf(cautions.disable, readings);
    return harm.length > 0 ? harm : [notKnownToBeOver(since)];
  };
  return {
    ...disable,
    ...ofDeployment,
    verifiedBy: revertVerifiedBy,
    assess({ target, deployment, readings }) {
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
        warnings: [
          ...look.warnings,
          ...unknown,
          ...whileReasonLasts(readings, record?.since),
        ],
        plan: [andRestarts(what, deployment)],
      };
    },
    async changes(input) {
      const change = changeOf(input, overrideOf(input.target));
      return { deployment: restoreEnvPatch(input.deployment, change) };
    },
  };
}
