import {
  type Action,
  escalationContact,
  personName,
  type Problem,
  type Refusal,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  AssessmentInput,
  ClusterAccess,
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';
import {
  gitOpsWarnings,
  type ActionSettings,
  type ManagedObject,
} from '../actions';
import type { TargetCluster } from '../cluster';
import type { Seen } from '../executor';
import type { LedgerEntry } from '../ledger';

/** What is known of a target, before an action is run on it. */
export interface PreflightState extends Seen {
  missing: ReadonlySet<ClusterAccess>;
  /** The operation that may change the target at this moment. */
  active?: LedgerEntry;
  /** Where one of the actions changes it, and it can be read. */
  secret?: ManagedObject;
  /** Where one of the actions goes back to one, and they can be read. */
  rollouts?: AssessmentInput['rollouts'];
  /** What was read of the target; left out where nobody asks for warnings. */
  readings?: AssessmentInput['readings'];
}

const permissionRefusal = (target: RemediationTarget): Refusal => ({
  by: 'permission',
  reason: `You may not run this here. Ask ${escalationContact(target)}.`,
});

function clusterRefusal(
  lacks: readonly ClusterAccess[],
  { target, impersonates }: TargetCluster,
): Refusal {
  const { namespace } = target.kubernetes;
  const who = impersonates ? `${impersonates} (you)` : "The portal's account";
  return {
    by: 'cluster',
    reason: `${who} may not ${lacks.join(
      ', ',
    )} in ${namespace}. Escalate to ${escalationContact(target)}.`,
  };
}

function busyRefusal({ operation }: LedgerEntry): Refusal {
  return {
    by: 'state',
    reason: `Another operation runs on this target: ${
      operation.title
    }, by ${personName(
      operation.actor,
    )}. Wait until it has ended; if its pods don't come up, open it and stop waiting.`,
  };
}

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

/** Without the right to patch anything, nothing is changed. */
const isReadOnly = ({ access }: RemediationAction) =>
  !access.some(one => one.startsWith('patch '));

function describe(action: RemediationAction, settings: ActionSettings) {
  const { id, title, description, risk } = action;
  return {
    id,
    title,
    description,
    risk,
    parameters: z.toJSONSchema(action.parameters) as Record<string, unknown>,
    readOnly: isReadOnly(action),
    needs: {
      reason: settings.reason === 'required',
      approval: settings.approval,
    },
  };
}

/** Whether an action may be run now, and what it would do. */
export function preflight(
  action: RemediationAction,
  settings: ActionSettings,
  permitted: boolean,
  {
    cluster,
    deployment,
    missing,
    active,
    secret,
    rollouts,
    readings,
  }: PreflightState,
): Action {
  const { target } = cluster;
  const { refusals: reasons, ...assessed } = action.assess({
    target,
    deployment,
    readings,
    ...(action.access.includes('list replicasets') && { rollouts }),
  });
  const lacks = action.access.filter(access => missing.has(access));
  const refusals: Refusal[] = [
    permitted ? undefined : permissionRefusal(target),
    lacks.length > 0 ? clusterRefusal(lacks, cluster) : undefined,
    active && busyRefusal(active),
    ...reasons.map(reason => ({ by: 'state' as const, reason })),
  ].filter(isDefined);
  const checks = [
    permitted && `You may run ${action.title} on this component.`,
    lacks.length === 0 &&
      `${
        cluster.impersonates ? 'You' : "The portal's account"
      } may do it in the cluster.`,
    !active && 'No other operation is changing this target.',
    ...assessed.checks,
  ].filter(check => check !== false);
  const keyComesBack =
    secret && action.access.includes('patch secret')
      ? gitOpsWarnings(secret, 'secret-key')
      : [];
  return {
    ...describe(action, settings),
    ...assessed,
    warnings: [...assessed.warnings, ...keyComesBack],
    allowed: refusals.length === 0,
    refusals,
    checks,
  };
}

/** An action of a target whose cluster can't be read. */
export function unreadable(
  action: RemediationAction,
  settings: ActionSettings,
  permitted: boolean,
  target: RemediationTarget,
  { issue, solution }: Problem,
): Action {
  const refusals: Refusal[] = [
    permitted ? undefined : permissionRefusal(target),
    { by: 'cluster' as const, reason: `${issue} ${solution}` },
  ].filter(isDefined);
  return {
    ...describe(action, settings),
    allowed: false,
    refusals,
    checks: [],
    warnings: [],
    plan: [],
  };
}
