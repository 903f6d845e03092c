import type {
  Incident,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import type { Repeated, RequestIdentity } from '../../jobs';
import { incidentOf, INCIDENTS, numberIn, type IncidentRow } from './row';

const OPEN = ['investigating', 'identified', 'monitoring'] as const;

/** What is read of incidents on the way to a change. */
export class IncidentQueries {
  constructor(readonly knex: Knex) {}

  /** @param idOrNumber - such as `INC-17` */
  async find(idOrNumber: string): Promise<Incident | undefined> {
    const number = numberIn(idOrNumber);
    const row = await this.knex<IncidentRow>(INCIDENTS)
      .where(number === undefined ? { id: idOrNumber } : { number })
      .first();
    return row && incidentOf(row);
  }

  /** Those of a target that are open and no drills, the oldest first. */
  async openOn(target: string, knex: Knex = this.knex): Promise<Incident[]> {
    const rows = await knex<IncidentRow>(INCIDENTS)
      .where({ target, drill: false })
      .whereIn('status', OPEN)
      .orderBy('number');
    return rows.map(incidentOf);
  }

  /** How many have not been resolved, drills aside. */
  async countOpen(): Promise<number> {
    const row = await this.knex<IncidentRow>(INCIDENTS)
      .where({ drill: false })
      .whereIn('status', OPEN)
      .count({ open: '*' })
      .first();
    return Number(row?.open ?? 0);
  }

  /**
   * The ids of those that an operation concerns: of its target, those that are
   * open or were when it began; and the one from which it was run.
   */
  async concernedBy(
    operation: Pick<Operation, 'target' | 'createdAt' | 'incidentId'>,
    trx: Knex.Transaction,
  ): Promise<string[]> {
    const { target, createdAt, incidentId } = operation;
    const rows = await trx<IncidentRow>(INCIDENTS)
      .where(one =>
        one
          .where({ target, drill: false, merged_into: null })
          .where(open =>
            open
              .whereIn('status', OPEN)
              .orWhere('resolved_at', '>=', createdAt),
          ),
      )
      .orWhere({ id: incidentId ?? '' })
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** What the same person has opened with the same key. */
  async repeated(
    openedBy: string,
    { idempotencyKey, requestHash }: RequestIdentity,
    knex: Knex = this.knex,
  ): Promise<Repeated<Incident> | undefined> {
    const row = await knex<IncidentRow>(INCIDENTS)
      .where({ opened_by: openedBy, idempotency_key: idempotencyKey })
      .first();
    return (
      row && {
        repeated: incidentOf(row),
        sameRequest: row.request_hash === requestHash,
      }
    );
  }
}
