import {
  hasEnded,
  type ActionList,
  type DryRun,
  type Operation,
  type OperationPage,
} from 'backstage-plugin-ideogram-incident-common';
import type { OperationEvent } from '../src';
import {
  action,
  actionList,
  ADMINISTRATOR,
  operation,
  RESPONDER,
  rotation,
  step,
} from '../src/testing/operations';
import { responseError } from '../src/testing/responseError';

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const ago = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

const ARGO =
  'Argo CD manages this deployment (images/ideogram-integration) and heals it: the change is put back, usually within 3 min. Change it at its source too, or switch self-heal off first.';

const ofFallback = {
  before: 'IDEOGRAM_FALLBACK was not set.',
  revertedBy: 'disable-fallback',
};

function allowedActions() {
  return [
    action('verify-credential', {
      readOnly: true,
      plan: ['The key is read and Ideogram is asked whether it accepts it.'],
    }),
    rotation(),
    action('restart', { plan: ['6 pods restart one by one, about 2 min.'] }),
    action('enable-queue', {
      plan: ['RATE_LIMIT_MODE=queue is set.', '6 pods restart one by one.'],
    }),
    action('disable-queue', {
      allowed: false,
      refusals: [{ by: 'state', reason: 'The queue is not on.' }],
    }),
    action('enable-fallback', {
      mitigation: { inForce: false, ...ofFallback },
    }),
    action('disable-fallback', {
      allowed: false,
      refusals: [{ by: 'state', reason: 'Fallback is not on.' }],
    }),
  ];
}

const ACTIONS: Record<string, () => ActionList> = {
  viewer: () =>
    actionList(
      allowedActions().map(one => ({
        ...one,
        allowed: false,
        refusals: [
          {
            by: 'permission' as const,
            reason: 'You may not run this here. Ask Platform on-call.',
          },
        ],
      })),
    ),
  'git-ops': () =>
    actionList(allowedActions().map(one => ({ ...one, warnings: [ARGO] }))),
  approval: () =>
    actionList(
      allowedActions().map(one => ({
        ...one,
        needs: { ...one.needs, approval: true },
      })),
    ),
  mitigated: () =>
    actionList(
      allowedActions().map(one => {
        switch (one.id) {
          case 'enable-fallback':
            return {
              ...one,
              allowed: false,
              refusals: [
                { by: 'state' as const, reason: 'Fallback is already on.' },
              ],
              mitigation: {
                inForce: true,
                since: ago(28),
                by: RESPONDER,
                reason: 'Ideogram announced an outage.',
                ...ofFallback,
              },
            };
          case 'enable-queue':
            return {
              ...one,
              mitigation: {
                inForce: true,
                reasonGone: true,
                before: 'RATE_LIMIT_MODE was off.',
                revertedBy: 'disable-queue',
              },
            };
          default:
            return { ...one, allowed: true, refusals: [] };
        }
      }),
    ),
};

const DIFF = `@@ -12,6 +12,8 @@
     spec:
       containers:
         - name: app
           env:
+            - name: IDEOGRAM_FALLBACK
+              value: 'true'
             - name: PORT
               value: '3000'
`;

const SECRET_DIFF = `@@ -1,4 +1,4 @@
 data:
-  api-key: fingerprint 4c1e a07b
+  api-key: fingerprint 9f3c 41d2
   webhook-secret: unchanged
`;

function history(): Operation[] {
  const ended = (minutes: number, changes: Partial<Operation>) =>
    operation(`old-${minutes}`, ago(minutes), {
      finishedAt: ago(minutes - 2),
      rollout: undefined,
      steps: [
        step('Deployment looked at', 'done', ago(minutes)),
        step('Deployment changed', 'done', ago(minutes)),
        step('Pods restarted', 'done', ago(minutes - 1), '6 of 6 ready'),
        step('Watch that users are served', 'done', ago(minutes - 2)),
      ],
      status: 'succeeded',
      outcome: 'verified',
      summary:
        'Users are served: 0.8% of requests fail; integration health is ok. Before: 96% of requests.',
      ...changes,
    });
  return [
    ended(42, {}),
    ended(1600, {
      action: 'rotate-credential',
      title: 'Rotate credential',
      actor: ADMINISTRATOR,
      outcome: 'unverified',
      summary:
        'The change is made, but it is not seen to help: 98% of requests still fail with 401 or 403.',
    }),
    ended(2900, {
      action: 'restart',
      title: 'Restart the integration',
      status: 'failed',
      outcome: undefined,
      summary: undefined,
      error: {
        issue:
          "The change is made, but the pods of ideogram-integration don't come up.",
        cause: "x7k2p can't pull its image: ImagePullBackOff.",
        solution:
          'Undo the change or mend what holds the pods up; where you can’t, escalate to Platform on-call, #platform-oncall.',
      },
      steps: [
        step('Deployment changed', 'done', ago(2900)),
        step('Pods restart', 'failed', ago(2890), '4 of 6 ready'),
      ],
      rollout: {
        updated: 2,
        available: 4,
        desired: 6,
        blockedBy: "x7k2p can't pull its image: ImagePullBackOff.",
      },
    }),
    ended(4000, { status: 'rejected', outcome: undefined, summary: undefined }),
  ];
}

/** Each press of a button goes through all its steps, within some seconds. */
export class PlaygroundRemediation {
  private readonly operations = new Map<string, Operation>();

  constructor(private readonly world: string) {
    if (world !== 'healthy') {
      history().forEach(one => this.operations.set(one.id, one));
    }
    if (world === 'approval') {
      this.put(
        operation('asked', ago(3), {
          action: 'rotate-credential',
          title: 'Rotate credential',
          reason: 'The old key was revoked at 14:58.',
          status: 'awaiting-approval',
          steps: [],
          rollout: undefined,
          approval: { expiresAt: ago(-27) },
        }),
      );
    }
    if (world === 'running') {
      this.put(operation('runs', ago(0.9), { action: 'rotate-credential' }));
    }
  }

  async actions(): Promise<ActionList> {
    await wait(300);
    if (this.world === 'no-actions') throw new TypeError('Failed');
    return (ACTIONS[this.world] ?? (() => actionList(allowedActions())))();
  }

  async dryRun(actionId: string): Promise<DryRun> {
    await wait(700);
    const isRotation = actionId === 'rotate-credential';
    const at = (kind: string, name: string, diff: string) => ({
      kind,
      namespace: 'default',
      name,
      diff,
    });
    const deployment = at('Deployment', 'ideogram-integration', DIFF);
    return {
      changes: isRotation
        ? [at('Secret', 'ideogram-secrets', SECRET_DIFF), deployment]
        : [deployment],
      warnings: [],
    };
  }

  async run(actionId: string, reason?: string): Promise<Operation> {
    await wait(400);
    if (this.world === 'lost') throw new TypeError('Failed to fetch');
    if (this.world === 'busy') {
      throw await responseError(409, {
        name: 'ConflictError',
        message:
          'Another operation runs on this target: Restart the integration, by responder.',
        ...{ operation: 'old-42' },
      });
    }
    const { actions } = await this.actions();
    const found = actions.find(({ id }) => id === actionId);
    const begun = operation(String(Date.now()), ago(0), {
      action: actionId,
      title: found?.title ?? actionId,
      reason,
      status: found?.needs.approval ? 'awaiting-approval' : 'running',
      approval: found?.needs.approval ? { expiresAt: ago(-30) } : undefined,
      steps: found?.needs.approval
        ? []
        : [step('Look at the deployment', 'running', ago(0))],
      rollout: undefined,
    });
    this.put(begun);
    if (begun.status === 'running') this.carryOut(begun);
    return begun;
  }

  async page(): Promise<OperationPage> {
    await wait(300);
    const operations = [...this.operations.values()].sort((a, b) =>
      b.createdAt.localeCompare(a.createdAt),
    );
    return { operations, nextCursor: undefined };
  }

  async *follow(id: string): AsyncGenerator<OperationEvent> {
    for (;;) {
      const found = this.operations.get(id);
      if (!found) return;
      yield { type: 'operation', operation: found };
      if (hasEnded(found)) return;
      await wait(300);
    }
  }

  async decide(id: string, reason: string | undefined, approved: boolean) {
    await wait(400);
    const found = this.operations.get(id)!;
    const decided: Operation = {
      ...found,
      status: approved ? 'running' : 'rejected',
      finishedAt: approved ? undefined : ago(0),
      approval: {
        ...found.approval!,
        decidedBy: ADMINISTRATOR,
        decidedAt: ago(0),
        reason,
      },
    };
    this.put(decided);
    if (approved) this.carryOut(decided);
    return decided;
  }

  async withdraw(id: string) {
    await wait(400);
    const withdrawn: Operation = {
      ...this.operations.get(id)!,
      status: 'withdrawn',
      finishedAt: ago(0),
    };
    this.put(withdrawn);
    return withdrawn;
  }

  private put(changed: Operation) {
    this.operations.set(changed.id, changed);
  }

  private async carryOut(begun: Operation) {
    const before = [
      step('Deployment looked at', 'done', ago(0)),
      step('Deployment changed', 'done', ago(0)),
    ];
    await wait(1_500);
    for (let ready = 0; ready <= 6; ready += 1) {
      this.put({
        ...begun,
        steps: [
          ...before,
          step('Pods restart', 'running', ago(0), `${ready} of 6 ready`),
        ],
        rollout: { updated: Math.min(6, ready + 1), available: 6, desired: 6 },
      });
      await wait(1_500);
    }
    const steps = [
      ...before,
      step('Pods restarted', 'done', ago(0), '6 of 6 ready'),
    ];
    const watch = 'Watch that users are served';
    this.put({ ...begun, steps: [...steps, step(watch, 'running', ago(0))] });
    await wait(6_000);
    this.put({
      ...begun,
      steps: [...steps, step(watch, 'done', ago(0))],
      status: 'succeeded',
      outcome: 'verified',
      finishedAt: ago(0),
      summary:
        'Users are served: 0.8% of requests fail; integration health is ok. Before: 96% of requests.',
    });
  }
}
