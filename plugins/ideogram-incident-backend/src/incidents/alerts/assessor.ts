import {
  isOpen,
  readingOf,
  troubleThatGoesOn,
  type Incident,
  type ResponseTimes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import type { SeenTriage } from '../lifecycle/triageNow';
import type { IncidentStore } from '../store';
import { assessed } from './assess';
import { decidedByPeople, looksOf, noteLooks } from './looks';
import { ALERTS, type AlertRow } from './row';

/** Whether users are served is read: without it, bad is only what is unknown. */
export const seesUsers = ({ readings }: Pick<SeenTriage, 'readings'>) =>
  (['error-rate', 'integration-health'] as const).some(
    probe =>
      ![undefined, 'unknown'].includes(readingOf(readings, probe)?.status),
  );

async function lastEndOf(
  trx: Knex.Transaction,
  incidentId: string,
): Promise<string | undefined> {
  const row = await trx<AlertRow>(ALERTS)
    .where({ incident_id: incidentId })
    .max({ at: 'ends_at' })
    .first();
  return row?.at ?? undefined;
}

/** Lets a triage change incidents by the rules, and by nothing that people decided. */
export class Assessor {
  constructor(
    private readonly store: IncidentStore,
    private readonly times: ResponseTimes,
  ) {}

  /** Clears that a triage is due, unless a later one may say more. */
  assess(id: string, triage: SeenTriage, at: string): Promise<Incident> {
    return this.store.knex.transaction(async trx => {
      const decided = await decidedByPeople(trx, id);
      const looks = await looksOf(trx, id);
      const endedAt = await lastEndOf(trx, id);
      let { troubleSeenAt } = looks;
      const { incident } = await this.store.change(
        id,
        present => {
          const goesOn =
            triage.severity.level !== 'none' &&
            seesUsers(triage) &&
            troubleThatGoesOn(present, triage) !== undefined;
          if (goesOn) troubleSeenAt = at;
          return assessed(present, {
            at,
            times: this.times,
            triage,
            troubleSeenAt,
            endedAt,
            ...decided,
          });
        },
        trx,
      );
      const { takenBackAt = '' } = decided;
      const mayMove =
        isOpen(incident) &&
        incident.status !== 'monitoring' &&
        incident.alerts.firing === 0 &&
        takenBackAt < (troubleSeenAt ?? '');
      await noteLooks(trx, id, {
        troubleSeenAt,
        ...(looks.triageDueAt !== undefined &&
          !mayMove && { triageDueAt: null }),
      });
      return incident;
    });
  }
}
