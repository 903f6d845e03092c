import type {
  Problem,
  routes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Caller } from '../access';
import { type Handler, type Handlers, RefusedError } from '../router';
import type { JobFeed } from '../jobs';
import type { EntityTargets } from '../targets';
import type { Approvals } from './approval';
import { isRemediationTarget } from './cluster';
import type { LedgerEntry, OperationLedger } from './ledger';
import type { ActionLister } from './preflight';
import type { RemediationService } from './runAction';

const PAGE_SIZE = 20;

/** The router lets people only get here. */
function personOf({ principal }: Caller): string {
  if (principal.type !== 'user') throw new Error('Not a person');
  return principal.userEntityRef;
}

const noCluster = ({ name, title, escalation }: Target): Problem => ({
  issue: `Nothing of ${title} can be remediated from here.`,
  cause: `The portal's configuration names no cluster for the target ${name}.`,
  solution: `Use kubectl, and ask the portal's operator to add kubernetes to ideogramIncident.targets.${name}${
    escalation ? `; escalate to ${escalation}` : ''
  }.`,
});

interface EntityOfCaller {
  entity: Parameters<EntityTargets['resolve']>[0];
  credentials: Caller;
}

type RemediationRoute =
  | 'actions'
  | 'runAction'
  | 'operations'
  | 'operation'
  | 'approveOperation'
  | 'rejectOperation'
  | 'withdrawOperation';

/** The handlers of remediation. */
export function createRemediationHandlers(parts: {
  entityTargets: EntityTargets;
  actions: ActionLister;
  service: RemediationService;
  approvals: Approvals;
  ledger: OperationLedger;
  feed: JobFeed<LedgerEntry>;
}): Pick<Handlers, RemediationRoute> {
  const { entityTargets, actions, service, approvals, ledger, feed } = parts;

  const resolve = async (
    { entity, credentials }: EntityOfCaller,
    name: string | undefined,
  ) => {
    const { target } = await entityTargets.resolve(entity, name, credentials);
    return target;
  };

  const runAction: Handler<typeof routes.runAction> = async request => {
    const { entityRef, params, body, credentials, receivedAt, signal } =
      request;
    const target = await resolve(request, body.target);
    if (!isRemediationTarget(target)) throw new RefusedError(noCluster(target));
    const run = {
      entityRef,
      target,
      actionId: params.action,
      actor: personOf(credentials),
      body,
      idempotencyKey: request.idempotencyKey,
      receivedAt,
      signal,
    };
    return body.dryRun
      ? { body: await service.dryRun(run) }
      : { accepted: await service.run(run) };
  };

  return {
    actions: async request => {
      const { entityRef, query, credentials, signal } = request;
      const target = await resolve(request, query.target);
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

    operations: async request => {
      const { entityRef, query } = request;
      const target = await resolve(request, query.target);
      const { entries, nextCursor } = await ledger.list(
        entityRef,
        target.name,
        PAGE_SIZE,
        query.cursor,
      );
      const operations = entries.map(({ operation }) => operation);
      return { body: { operations, nextCursor } };
    },

    operation: async ({ params: { id }, mediaType, signal }) =>
      mediaType === 'text/event-stream'
        ? {
            events: send =>
              feed.follow(
                id,
                ({ operation }) => send('operation', operation),
                signal,
              ),
          }
        : { body: (await ledger.get(id)).operation },

    approveOperation: async ({ params, body, credentials }) => ({
      body: await approvals.approve({
        id: params.id,
        person: personOf(credentials),
        reason: body.reason,
      }),
    }),

    rejectOperation: async ({ params, body, credentials }) => ({
      body: await approvals.reject({
        id: params.id,
        person: personOf(credentials),
        reason: body.reason,
      }),
    }),

    withdrawOperation: async ({ params, credentials }) => ({
      body: await approvals.withdraw({
        id: params.id,
        person: personOf(credentials),
      }),
    }),
  };
}
