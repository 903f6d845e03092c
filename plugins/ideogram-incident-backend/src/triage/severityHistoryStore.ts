import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  severityHistorySchema,
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLook,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import { migrateDatabase } from '../database';

const TABLE = 'severity_history';

interface Row {
  target: string;
  history: string;
}

// What can't be understood is as good as nothing: the clock starts anew.
function historyOf(row: Row | undefined): SeverityHistory | undefined {
  if (!row) return undefined;
  try {
    return severityHistorySchema.parse(JSON.parse(row.history));
  } catch {
    return undefined;
  }
}

/** One triage, as far as the history of its target is concerned. */
export interface SeenSeverity {
  target: string;
  look: SeverityLook;
  /** Of no triage, after which nothing is known to have lasted. */
  maxGapMs: number;
}

/** Severity histories in the plugin's database, one row for each target. */
export class SeverityHistoryStore {
  private constructor(private readonly knex: Knex) {}

  static async create(
    database: DatabaseService,
  ): Promise<SeverityHistoryStore> {
    return new SeverityHistoryStore(await migrateDatabase(database));
  }

  async read(target: string): Promise<SeverityHistory | undefined> {
    return historyOf(await this.knex<Row>(TABLE).where({ target }).first());
  }

  /**
   * Adds one triage to what is stored at that moment, so that of two replicas
   * neither overwrites what the other one has seen.
   */
  async record(seen: SeenSeverity): Promise<SeverityHistory> {
    const { target, look, maxGapMs } = seen;
    return this.knex.transaction(async tx => {
      const first = updateSeverityHistory(undefined, look, maxGapMs);
      await tx<Row>(TABLE)
        .insert({ target, history: JSON.stringify(first) })
        .onConflict('target')
        .ignore();
      // Locks the row until the transaction ends.
      const row = await tx<Row>(TABLE).where({ target }).forUpdate().first();
      const next = updateSeverityHistory(historyOf(row), look, maxGapMs);
      await tx<Row>(TABLE)
        .where({ target })
        .update({ history: JSON.stringify(next) });
      return next;
    });
  }
}
