import type {
  Problem,
  routes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { personOf, type Caller } from '../access';
import { RefusedError } from '../errors';
import type { Handler, Handlers } from '../feature';
import type { JobFeed } from '../jobs';
import type { Approvals, Decision } from './approval';
import { isRemediationTarget } from './cluster';
import type { LedgerEntry, OperationLedger } from './ledger';
import type { ActionLister } from './preflight';
import type { RemediationService } from './runAction';
import { stopWaiting } from './stopWaiting';

const PAGE_SIZE = 20;

const noCluster = ({ name, title, escalation }: Target): Problem => ({
  issue: `Nothing can be changed on ${title} from here.`,
  cause: `The portal's configuration names no cluster for the target ${name}.`,
  solution: `Use kubectl, and ask the portal's operator to add kubernetes to ideogramIncident.targets.${name}${
    escalation ? `; escalate to ${escalation}` : ''
  }.`,
});

const decisionOf = (request: {
  params: { id: string };
  body: { reason?: string };
  credentials: Caller;
}): Decision => ({
  id: request.params.id,
  person: personOf(request.credentials),
  reason: request.body.reason,
});

/**
 * The id of an incident of a target that a caller may read.
 *
 * @throws NotFoundError, or InputError where it is one of another target
 */
export type IncidentIdOf = (
  idOrNumber: string,
  target: Target,
  credentials: Caller,
) => Promise<string>;

type RemediationRoute =
  | 'actions'
  | 'runAction'
  | 'operations'
  | 'operation'
  | 'approveOperation'
  | 'rejectOperation'
  | 'withdrawOperation'
  | 'stopWaiting';

/** The handlers of remediation. */
export function createRemediationHandlers(parts: {
  actions: ActionLister;
  service: RemediationService;
  approvals: Approvals;
  ledger: OperationLedger;
  feed: JobFeed<LedgerEntry>;
  incidentIdOf: IncidentIdOf;
}): Pick<Handlers, RemediationRoute> {
  const { actions, service, approvals, ledger, feed, incidentIdOf } = parts;

  const runAction: Handler<typeof routes.runAction> = async request => {
    const { entityRef, target, params, body, credentials } = request;
    if (!isRemediationTarget(target)) throw new RefusedError(noCluster(target));
    const incidentId =
      body.incidentId &&
      (await incidentIdOf(body.incidentId, target, credentials));
    const run = {
      entityRef,
      target,
      actionId: params.action,
      actor: personOf(credentials),
      body: { ...body, incidentId },
      idempotencyKey: request.idempotencyKey,
      receivedAt: request.receivedAt,
      signal: request.signal,
    };
    return body.dryRun
      ? { body: await service.dryRun(run) }
      : { accepted: await service.run(run) };
  };

  return {
    actions: async request => {
      const { entityRef, target, credentials, signal } = request;
      return {
        body: isRemediationTarget(target)
          ? await actions.list(target, entityRef, credentials, signal)
          : {
              target: target.name,
              actsAs: '',
              actions: [],
              problem: noCluster(target),
            },
      };
    },

    runAction,

    operations: async ({ entityRef, target, query }) => {
      const { entries, nextCursor } = await ledger.list(
        entityRef,
        target.name,
        PAGE_SIZE,
        query.cursor,
      );
      const operations = entries.map(({ operation }) => operation);
      return { body: { operations, nextCursor } };
    },

    operation: async ({ operation, mediaType, signal }) =>
      mediaType === 'text/event-stream'
        ? {
            events: send =>
              feed.follow(
                operation.id,
                entry => send('operation', entry.operation),
                signal,
              ),
          }
        : { body: operation },

    approveOperation: async request => ({
      body: await approvals.approve(decisionOf(request)),
    }),

    rejectOperation: async request => ({
      body: await approvals.reject(decisionOf(request)),
    }),

    withdrawOperation: async ({ params, credentials }) => ({
      body: await approvals.withdraw({
        id: params.id,
        person: personOf(credentials),
      }),
    }),

    stopWaiting: async ({ params, credentials }) => ({
      body: await stopWaiting(ledger, params.id, personOf(credentials)),
    }),
  };
}
