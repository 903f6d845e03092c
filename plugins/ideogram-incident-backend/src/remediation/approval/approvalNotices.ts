import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  maskSecrets,
  type Operation,
  personName,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { messageOf } from '../../errors';
import { decisionNotice, type Notice, requestNotice } from './noticeTexts';

export interface NoticeServices {
  notifications: NotificationService;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
}

/**
 * Tells people by the portal's notifications. It takes as long as they take to
 * be sent, so nothing waits for it, and it never rejects: many portals have no
 * notifications.
 */
export interface ApprovalNotices {
  /** Tells who may be asked that an operation waits for a second person. */
  waiting(operation: Operation): Promise<void>;
  /** Tells who asked for it what has become of that. */
  settled(operation: Operation): Promise<void>;
}

const REFERENCE = /\b(?:user|group):[\w-]+(?:\.[\w-]+)*\/[\w-]+(?:\.[\w-]+)*/gi;

/** Where the component's page and the tab are, as a portal has them by default. */
function linkTo({ entityRef, target, id }: Operation): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const parameters = new URLSearchParams({ target, operation: id });
  return `/catalog/${path}/incident?${parameters}`;
}

function ownersOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

function personOf(entity: Entity | undefined, entityRef: string): string {
  const profile = entity?.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? personName(entityRef);
}

/** Whom the escalation and the ownership of the component name are asked. */
export function createApprovalNotices(
  targets: ReadonlyMap<string, Pick<Target, 'title' | 'escalation'>>,
  { notifications, catalog, auth, logger }: NoticeServices,
): ApprovalNotices {
  const lookUp = async (entityRefs: string[]) => {
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    return items;
  };

  const send = async (
    operation: Operation,
    { whom, except }: { whom: string[]; except?: string },
    { title, description, severity }: Notice,
  ) => {
    if (whom.length === 0) return;
    await notifications.send({
      recipients: {
        type: 'entity',
        entityRef: whom,
        ...(except && { excludeEntityRef: except }),
      },
      payload: {
        title,
        description,
        severity,
        link: linkTo(operation),
        topic: 'approvals',
        // One per person and operation, whatever is told of it.
        scope: operation.id,
      },
    });
  };

  const told = async ({ id }: Operation, telling: () => Promise<void>) => {
    try {
      await telling();
    } catch (error) {
      const text = maskSecrets(messageOf(error)).text;
      // That is how a portal answers that has none.
      const level = /status 404\b/.test(text) ? 'debug' : 'warn';
      logger[level](`Nobody was notified of the operation ${id}: ${text}`);
    }
  };

  const titleOf = ({ target }: Operation) =>
    targets.get(target)?.title ?? target;

  return {
    waiting: operation =>
      told(operation, async () => {
        const { actor, entityRef, target } = operation;
        const [component, author] = await lookUp([entityRef, actor]);
        const escalation = targets.get(target)?.escalation ?? '';
        const named = escalation.match(REFERENCE) ?? [];
        await send(
          operation,
          {
            whom: [...new Set([...named, ...ownersOf(component)])],
            except: actor,
          },
          requestNotice(operation, {
            target: titleOf(operation),
            component:
              component?.metadata.title ?? parseEntityRef(entityRef).name,
            author: personOf(author, actor),
          }),
        );
      }),

    settled: operation =>
      told(operation, async () => {
        const { actor, approval } = operation;
        const { decidedBy } = approval ?? {};
        const [decider] = decidedBy ? await lookUp([decidedBy]) : [];
        await send(
          operation,
          { whom: [actor] },
          decisionNotice(operation, {
            target: titleOf(operation),
            decider: decidedBy && personOf(decider, decidedBy),
          }),
        );
      }),
  };
}
