import {
  type Action,
  type ActionList,
  escalationContact,
  type Problem,
  type Reading,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import type { Authorization, Caller } from '../../access';
import type { Readings } from '../../triage';
import { KubernetesError, problemOf } from '../../upstream/kubernetes';
import type { ActionRegistry } from '../actions';
import type { TargetCluster } from '../cluster';
import { observeInTime } from '../executor';
import { specHash } from '../patches';
import { preflight, unreadable } from './preflight';
import type { PreflightReader } from './preflightReader';

/** Tells who asks what may be done about a target now. */
export class ActionLister {
  constructor(
    private readonly registry: ActionRegistry,
    private readonly preflightReader: PreflightReader,
    private readonly authorization: Authorization,
    private readonly readings: Readings,
  ) {}

  async list(
    target: RemediationTarget,
    entityRef: string,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<ActionList> {
    const { principal } = caller;
    const actor =
      principal.type === 'user' ? principal.userEntityRef : undefined;
    const cluster = this.preflightReader.cluster(target, actor, signal);
    const all = this.registry.all();
    const [permitted, readings, state] = await Promise.all([
      this.permitted(entityRef, caller),
      observeInTime(this.readings, target),
      this.preflightReader.look(cluster, all).catch(error => {
        if (!(error instanceof KubernetesError)) throw error;
        return { problem: unreadableProblem(error, target) };
      }),
    ]);
    const actions = all.map(action => {
      const settings = this.registry.settings(action.id);
      const isPermitted = permitted.has(action.id);
      return 'problem' in state
        ? unreadable(action, settings, isPermitted, target, state.problem)
        : preflight(action, settings, isPermitted, { ...state, readings });
    });
    return {
      target: target.name,
      actsAs: inWords(cluster),
      actions: this.withReasonsGone(actions, readings),
      ...('problem' in state
        ? state
        : { deploymentHash: specHash(state.deployment) }),
    };
  }

  private async permitted(
    entityRef: string,
    caller: Caller,
  ): Promise<ReadonlySet<string>> {
    if (caller.principal.type !== 'user') return new Set();
    const allowed = await Promise.all(
      this.registry
        .all()
        .map(async ({ id }) =>
          (await this.authorization.isAllowed(
            remediationPermission(id),
            [entityRef],
            caller,
          ))
            ? [id]
            : [],
        ),
    );
    return new Set(allowed.flat());
  }

  private withReasonsGone(
    actions: Action[],
    readings: readonly Reading[],
  ): Action[] {
    return actions.map(action => {
      const { mitigation } = action;
      const rule = this.registry.find(action.id)?.isReasonGone;
      return mitigation?.inForce && rule
        ? {
            ...action,
            mitigation: {
              ...mitigation,
              reasonGone: rule(readings, mitigation.since),
            },
          }
        : action;
    });
  }
}

function unreadableProblem(
  error: KubernetesError,
  target: RemediationTarget,
): Problem {
  const { namespace, deployment } = target.kubernetes;
  if (error.kind !== 'not-found') {
    return problemOf(
      error,
      target,
      `get deployment ${deployment} in ${namespace}`,
    );
  }
  return {
    issue: `There is no deployment ${deployment} in ${namespace}.`,
    cause: `The cluster ${error.fault}.`,
    solution: `Find out who or what deleted it, and ask ${escalationContact(
      target,
    )} to bring it back.`,
  };
}

function inWords({ impersonates, target }: TargetCluster): string {
  const { cluster } = target.kubernetes;
  return impersonates
    ? `Acts in the cluster ${cluster} under your own name, ${impersonates}.`
    : `Acts in the cluster ${cluster} as the portal's account; the record names you.`;
}
