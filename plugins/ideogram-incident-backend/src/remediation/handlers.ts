import { NotFoundError } from '@backstage/errors';
import type { routes } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import type { Caller } from '../access';
import type { Handler, Handlers } from '../router';
import type { EntityTargets } from '../targets';
import type { ActionLister } from './actionList';
import type { Approvals } from './approval';
import { cursorOf, parseCursor } from './cursor';
import type { OperationLedger } from './ledger';
import type { OperationFeed } from './operationFeed';
import type { RemediationService } from './remediationService';
import { isRemediationTarget } from './remediationTarget';

const PAGE_SIZE = 20;

/** The router lets people only get here. */
function personOf({ principal }: Caller): string {
  if (principal.type !== 'user') throw new Error('Not a person');
  return principal.userEntityRef;
}

type RemediationRoute =
  | 'actions'
  | 'runAction'
  | 'operations'
  | 'operation'
  | 'approveOperation'
  | 'rejectOperation';

/** The handlers of remediation. */
export function createRemediationHandlers(parts: {
  entityTargets: EntityTargets;
  actions: ActionLister;
  service: RemediationService;
  approvals: Approvals;
  ledger: OperationLedger;
  feed: OperationFeed;
}): Pick<Handlers, RemediationRoute> {
  const { entityTargets, actions, service, approvals, ledger, feed } = parts;

  const resolve = async (
    entity: Parameters<EntityTargets['resolve']>[0],
    name: string | undefined,
    credentials: Caller,
  ): Promise<RemediationTarget> => {
    const { target } = await entityTargets.resolve(entity, name, credentials);
    if (isRemediationTarget(target)) return target;
    throw new NotFoundError(
      `The target ${target.name} has no cluster: its configuration has no kubernetes`,
    );
  };

  const runAction: Handler<typeof routes.runAction> = async request => {
    const { entity, entityRef, params, body, credentials, signal } = request;
    const run = {
      entityRef,
      target: await resolve(entity, body.target, credentials),
      actionId: params.action,
      actor: personOf(credentials),
      body,
      idempotencyKey: request.idempotencyKey,
      signal,
    };
    return body.dryRun
      ? { body: await service.dryRun(run) }
      : { accepted: await service.run(run) };
  };

  return {
    actions: async ({ entity, entityRef, query, credentials, signal }) => ({
      body: await actions.list(
        await resolve(entity, query.target, credentials),
        entityRef,
        credentials,
        signal,
      ),
    }),

    runAction,

    operations: async ({ entity, entityRef, query, credentials }) => {
      const { target } = await entityTargets.resolve(
        entity,
        query.target,
        credentials,
      );
      const entries = await ledger.list(
        entityRef,
        target.name,
        PAGE_SIZE + 1,
        query.cursor === undefined ? undefined : parseCursor(query.cursor),
      );
      const operations = entries
        .slice(0, PAGE_SIZE)
        .map(({ operation }) => operation);
      const last = operations.at(-1);
      return {
        body: {
          operations,
          ...(entries.length > PAGE_SIZE &&
            last && { nextCursor: cursorOf(last) }),
        },
      };
    },

    operation: async ({ params: { id }, mediaType, signal }) =>
      mediaType === 'text/event-stream'
        ? {
            events: send =>
              feed.follow(
                id,
                operation => send('operation', operation),
                signal,
              ),
          }
        : { body: await feed.read(id) },

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
  };
}
