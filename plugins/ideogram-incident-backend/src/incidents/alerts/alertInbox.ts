import {
  receiveAlert,
  type UnmatchedAlerts,
  type Webhook,
  type WebhookAlert,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import {
  ALERTS,
  blankRow,
  idOf,
  stateColumns,
  stateOf,
  type AlertRow,
} from './row';
import { writeHeartbeat } from './heartbeat';

/** SQLite takes 32,766 values in a statement, and a row has 16. */
const CHUNK = 500;
const MAX_UNMATCHED = 1_000;
const LISTED = 100;
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

/** How alerts belong to targets. */
export interface AlertMatching {
  /** The name of the target; undefined where it matches none. */
  targetOf(alert: WebhookAlert): string | undefined;
  isHeartbeat(alert: WebhookAlert): boolean;
}

/** How many of what was received are of which kind. */
export interface Received {
  received: number;
  repeated: number;
  unmatched: number;
}

/** One alert of a delivery with what is known of it: what is owed grows only. */
function received(
  row: AlertRow,
  alert: WebhookAlert,
  target: string | undefined,
  { arrivedAt, truncated }: { arrivedAt: string; truncated: boolean },
): { row: AlertRow; isRepeated: boolean } {
  const { state, news } = receiveAlert(stateOf(row), alert, arrivedAt);
  // What matched none, and does now by another configuration, is news.
  const isFoundLate =
    news === 'repeated' && row.target === null && state.firing;
  const isHeard = target !== undefined && row.target !== null;
  return {
    isRepeated: news === 'repeated',
    row: {
      ...row,
      ...stateColumns(state),
      target: row.target ?? target ?? null,
      truncated: Boolean(row.truncated) || truncated,
      owes_fired:
        Boolean(row.owes_fired) ||
        (target !== undefined && (news === 'fired' || isFoundLate)),
      owes_resolved:
        Boolean(row.owes_resolved) || (isHeard && news === 'resolved'),
    },
  };
}

const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK),
  );

/**
 * Alerts as they were received. Whoever was answered can forget them: what is
 * owed of each stands here until it is on a timeline.
 */
export class AlertInbox {
  constructor(
    private readonly knex: Knex,
    private readonly matching: AlertMatching,
  ) {}

  /** Takes all of them, or none where it throws. */
  receive(
    { alerts, truncated }: Pick<Webhook, 'alerts' | 'truncated'>,
    arrivedAt: string,
  ): Promise<Received> {
    const { matching } = this;
    const beats = alerts.filter(matching.isHeartbeat);
    const byId = new Map<string, WebhookAlert[]>();
    for (const alert of alerts) {
      if (matching.isHeartbeat(alert)) continue;
      byId.set(idOf(alert), [...(byId.get(idOf(alert)) ?? []), alert]);
    }
    // Everybody locks them in the same order, so that nobody waits for each other.
    const ids = [...byId.keys()].sort();
    return this.knex.transaction(async trx => {
      if (beats.some(({ status }) => status === 'firing')) {
        await writeHeartbeat(trx, arrivedAt);
      }
      const counts = { received: alerts.length, repeated: 0, unmatched: 0 };
      for (const chunk of chunksOf(ids)) {
        const known = await this.lock(trx, chunk, id =>
          blankRow(byId.get(id)![0], arrivedAt),
        );
        const rows = known.map(first =>
          byId.get(first.id)!.reduce((before, alert) => {
            const target = matching.targetOf(alert);
            const { row, isRepeated } = received(before, alert, target, {
              arrivedAt,
              truncated: truncated > 0,
            });
            if (isRepeated) counts.repeated += 1;
            if (row.target === null) counts.unmatched += 1;
            return row;
          }, first),
        );
        await trx<AlertRow>(ALERTS).insert(rows).onConflict('id').merge();
      }
      if (counts.unmatched > 0) await this.dropOldest(trx);
      return counts;
    });
  }

  /** Those that match no target. */
  async unmatched(): Promise<UnmatchedAlerts> {
    const rows = await this.knex<AlertRow>(ALERTS)
      .where({ target: null })
      .orderBy('last_seen_at', 'desc')
      .limit(LISTED);
    const counted = await this.knex<AlertRow>(ALERTS)
      .where({ target: null })
      .count({ all: '*' })
      .first();
    return {
      alerts: rows.map(row => ({
        fingerprint: row.fingerprint,
        name: row.name,
        labels: JSON.parse(row.labels),
        firing: Boolean(row.firing),
        startsAt: row.starts_at,
        lastSeenAt: row.last_seen_at,
      })),
      total: Number(counted?.all ?? 0),
    };
  }

  /** Forgets what has ended long ago, and is told nowhere any more. */
  async prune(now: number): Promise<void> {
    await this.knex<AlertRow>(ALERTS)
      .where({ firing: false, owes_fired: false, owes_resolved: false })
      .where('last_seen_at', '<', new Date(now - KEEP_MS).toISOString())
      .delete();
  }

  /** Makes the rows that are missing, so that there is one to lock for each. */
  private async lock(
    trx: Knex.Transaction,
    ids: readonly string[],
    blank: (id: string) => AlertRow,
  ): Promise<AlertRow[]> {
    await trx<AlertRow>(ALERTS)
      .insert(ids.map(blank))
      .onConflict('id')
      .ignore();
    return trx<AlertRow>(ALERTS)
      .whereIn('id', [...ids])
      .orderBy('id')
      .forUpdate();
  }

  private async dropOldest(trx: Knex.Transaction): Promise<void> {
    const oldest = await trx<AlertRow>(ALERTS)
      .where({ target: null })
      .orderBy('last_seen_at', 'desc')
      .orderBy('id')
      .offset(MAX_UNMATCHED)
      .limit(10_000)
      .select('id');
    for (const chunk of chunksOf(oldest.map(({ id }) => id))) {
      await trx<AlertRow>(ALERTS).whereIn('id', chunk).delete();
    }
  }
}
