import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import type { Written } from './store';

/**
 * Puts the head of a timeline on record with each entry, out of reach of who
 * can write in the database only.
 */
export function createEntryAudit({
  auditor,
  logger,
}: {
  auditor: AuditorService;
  logger: LoggerService;
}): (written: Written) => void {
  return ({ incident, entries }) => {
    const record = async () => {
      for (const { sequence, hash, type, actor } of entries) {
        const event = await auditor.createEvent({
          eventId: 'timeline-append',
          severityLevel: 'low',
          meta: { incident: incident.number, sequence, hash, type, actor },
        });
        await event.success();
      }
    };
    record().catch(error =>
      logger.warn(
        `Entries of ${incident.number} are not in the audit log: ${
          maskSecrets(String(error)).text
        }`,
      ),
    );
  };
}
