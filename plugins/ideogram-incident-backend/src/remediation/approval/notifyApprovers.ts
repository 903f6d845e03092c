import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  maskSecrets,
  type Operation,
  personName,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { messageOf } from '../../errors';

export interface NotifierServices {
  notifications: NotificationService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
}

/** Tells who may be asked that an operation waits for a second person. */
export type NotifyApprovers = (
  operation: Operation,
  target: Pick<Target, 'title' | 'escalation'>,
) => Promise<void>;

const REFERENCE = /\b(?:user|group):[\w-]+(?:\.[\w-]+)*\/[\w-]+(?:\.[\w-]+)*/gi;

/** Where the component's page and the tab are, as a portal has them by default. */
function linkTo({ entityRef, target, id }: Operation): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const parameters = new URLSearchParams({ target, operation: id });
  return `/catalog/${path}/incident?${parameters}`;
}

function descriptionOf({ actor, reason, approval }: Operation): string {
  const asks = `${personName(actor)} asks for approval`;
  const until = approval?.expiresAt.slice(11, 16);
  return `${asks}${reason ? `: “${reason}”` : ''}. Decide by ${until} UTC.`;
}

/**
 * By the portal's notifications, to whom the escalation of the target and the
 * ownership of the component name. Never rejects: the operation waits whether
 * anybody is told or not, and many portals have no notifications.
 */
export function createNotifyApprovers({
  notifications,
  catalog,
  auth,
  logger,
}: NotifierServices): NotifyApprovers {
  const recipients = async (entityRef: string, escalation = '') => {
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const owners = (entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    return [...new Set([...(escalation.match(REFERENCE) ?? []), ...owners])];
  };

  return async (operation, { title, escalation }) => {
    const { id, actor, entityRef } = operation;
    try {
      const whom = await recipients(entityRef, escalation);
      if (whom.length === 0) return;
      await notifications.send({
        recipients: {
          type: 'entity',
          entityRef: whom,
          excludeEntityRef: actor,
        },
        payload: {
          title: `Review request: ${operation.title} on ${title}`,
          description: descriptionOf(operation),
          link: linkTo(operation),
          severity: 'high',
          topic: 'ideogram-incident',
          scope: id,
        },
      });
    } catch (error) {
      const text = maskSecrets(messageOf(error)).text;
      // That is how a portal answers that has none.
      const level = /status 404\b/.test(text) ? 'debug' : 'warn';
      logger[level](`Nobody was notified of the operation ${id}: ${text}`);
    }
  };
}
