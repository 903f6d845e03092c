import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migrateDatabase } from '../database';
import {
  afterLook,
  rolloutsSeenSchema,
  type RolloutLook,
  type RolloutsSeen,
} from './probes/workload';

const TABLE = 'rollouts_seen';

interface Row {
  target: string;
  rollouts: string;
}

// What can't be understood is as good as nothing.
function rolloutsOf(row: Row | undefined): RolloutsSeen {
  try {
    return row ? rolloutsSeenSchema.parse(JSON.parse(row.rollouts)) : [];
  } catch {
    return [];
  }
}

/** What was seen of rollouts, in the plugin's database. */
export class RolloutStore {
  private constructor(private readonly knex: Knex) {}

  static async create(database: DatabaseService): Promise<RolloutStore> {
    return new RolloutStore(await migrateDatabase(database));
  }

  async read(target: string): Promise<RolloutsSeen> {
    return rolloutsOf(await this.knex<Row>(TABLE).where({ target }).first());
  }

  /** Adds a look to what is stored at that moment, whoever stored it. */
  async record(target: string, look: RolloutLook): Promise<RolloutsSeen> {
    return this.knex.transaction(async tx => {
      await tx<Row>(TABLE)
        .insert({ target, rollouts: '[]' })
        .onConflict('target')
        .ignore();
      // Locks the row until the transaction ends.
      const row = await tx<Row>(TABLE).where({ target }).forUpdate().first();
      const next = afterLook(rolloutsOf(row), look);
      await tx<Row>(TABLE)
        .where({ target })
        .update({ rollouts: JSON.stringify(next) });
      return next;
    });
  }
}
