import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { parseWebhook } from 'backstage-plugin-ideogram-incident-common';
import type { Handlers } from '../../feature';
import type { AlertInbox } from './alertInbox';

/** Each may have megabytes; Alertmanager tries again what is refused. */
const MAX_AT_ONCE = 16;

export type AlertRoute = 'receiveAlerts' | 'unmatchedAlerts';

/** @param work - begins to work off what was received */
export function createAlertHandlers(
  inbox: AlertInbox,
  work: () => void,
): Pick<Handlers, AlertRoute> {
  let underWay = 0;
  return {
    async receiveAlerts({ body, receivedAt }) {
      if (underWay >= MAX_AT_ONCE) {
        throw new ServiceUnavailableError(
          'Too many deliveries of alerts arrive at once: try again in a minute',
        );
      }
      underWay += 1;
      try {
        const arrivedAt = new Date(receivedAt).toISOString();
        const webhook = parseWebhook(body, arrivedAt);
        if ('problem' in webhook) throw new InputError(webhook.problem);
        const { alerts, rejected } = webhook;
        if (alerts.length === 0 && rejected.length > 0) {
          throw new InputError(
            `None of the alerts can be used. The first one: ${rejected[0].because}`,
          );
        }
        const counts = await inbox.receive(webhook, arrivedAt);
        work();
        return { body: { ...counts, rejected } };
      } finally {
        underWay -= 1;
      }
    },

    unmatchedAlerts: async () => ({ body: await inbox.unmatched() }),
  };
}
