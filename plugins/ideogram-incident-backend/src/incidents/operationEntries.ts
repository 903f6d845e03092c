import type {
  Incident,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { InputError } from '@backstage/errors';
import type { IncidentIdOf, OperationListener } from '../remediation';
import { withAcknowledgement } from './lifecycle/changeIncident';
import type { IncidentStore } from './store';
import type { FindIncident } from './subjects';
import type { EntryDraft } from './timeline/chain';

function entryOf(
  type: 'began' | 'waiting' | 'ended',
  { id, action, title, actor, reason, status, outcome, summary }: Operation,
): EntryDraft {
  return type === 'ended'
    ? {
        type: 'operation-ended',
        actor: 'rule',
        data: { id, action, title, status, outcome, summary },
      }
    : {
        type: 'operation-started',
        actor,
        data: { id, action, title, reason, status },
      };
}

/**
 * Writes what becomes of operations on the timelines of their target: of all
 * incidents that are open or were when the operation began, and of the one that
 * it was started from.
 */
export function createOperationEntries(
  store: IncidentStore,
): OperationListener {
  return async (event, trx) => {
    if (event.type === 'mitigation-in-force') return;
    const { operation } = event;
    const concerned = await store.concernedBy(operation, trx);
    const entry = entryOf(event.type, operation);
    // In the order in which everybody locks several.
    for (const id of concerned.sort()) {
      await store.change(
        id,
        (present: Incident) =>
          withAcknowledgement(
            present,
            { entries: [entry] },
            new Date().toISOString(),
          ),
        trx,
      );
    }
  };
}

/** An incident may be named by whoever may read it. */
export function createIncidentIdOf(findIncident: FindIncident): IncidentIdOf {
  return async (idOrNumber, target, credentials) => {
    const { incident } = await findIncident(idOrNumber, credentials);
    if (incident.target === target.name) return incident.id;
    throw new InputError(
      `incidentId: ${incident.number} is one of ${incident.target}, not of ${target.name}`,
    );
  };
}
