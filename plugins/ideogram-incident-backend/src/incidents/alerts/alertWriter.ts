import {
  isOpen,
  severityOfAlert,
  type Incident,
  type ResponseTimes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Knex } from 'knex';
import type { IncidentService } from '../lifecycle/incidentService';
import type { SeenTriage } from '../lifecycle/triageNow';
import type { Change, IncidentStore } from '../store';
import { INCIDENTS, type IncidentRow } from '../store/row';
import type { EntryDraft } from '../timeline/chain';
import { raised } from './assess';
import { formerOf } from './former';
import { decidedByPeople, noteLooks } from './looks';
import { ALERTS, type AlertRow } from './row';

/** So many go on timelines in one transaction. */
const BATCH = 500;
const MAX_TITLE = 200;

/** What has to be known of a target before an incident is opened. */
export interface Prepared {
  triage: SeenTriage;
  entityRefs: string[];
}

/** Another one changed what was seen: nothing is written, look again. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

export type Outcome = 'nothing-owed' | 'wrote' | 'needs-preparation';

const severityOf = (row: AlertRow) =>
  severityOfAlert({
    name: row.name,
    labels: JSON.parse(row.labels),
    startsAt: row.starts_at,
  });

function entriesOf(row: AlertRow): EntryDraft[] {
  const alert = {
    fingerprint: row.fingerprint,
    startsAt: row.starts_at,
    name: row.name,
  };
  const endsAt = row.ends_at ?? row.last_seen_at;
  return [
    ...(row.owes_fired
      ? [
          {
            type: 'alert-fired' as const,
            actor: 'alert',
            occurredAt: row.starts_at,
            data: {
              ...alert,
              ...(row.summary !== null && { summary: row.summary }),
              labels: JSON.parse(row.labels),
            },
          },
        ]
      : []),
    ...(row.owes_resolved
      ? [
          {
            type: 'alert-resolved' as const,
            actor: 'alert',
            occurredAt: endsAt,
            data: { ...alert, endsAt },
          },
        ]
      : []),
  ];
}

/** Puts what is owed of alerts on timelines, each once. */
export class AlertWriter {
  constructor(
    private readonly store: IncidentStore,
    private readonly service: Pick<IncidentService, 'open'>,
    private readonly times: ResponseTimes,
  ) {}

  /**
   * Writes some of what is owed of a target; all in one transaction, so that
   * whatever ends it, each alert is on one timeline once.
   *
   * @param prepared - without it no incident is opened
   */
  async write(
    target: Target,
    at: string,
    prepared?: Prepared,
  ): Promise<Outcome> {
    try {
      return await this.store.knex.transaction(trx =>
        this.writeIn(trx, target, at, prepared),
      );
    } catch (error) {
      if (error instanceof Overtaken) return 'wrote';
      throw error;
    }
  }

  private async writeIn(
    trx: Knex.Transaction,
    target: Target,
    at: string,
    prepared: Prepared | undefined,
  ): Promise<Outcome> {
    const rows = await trx<AlertRow>(ALERTS)
      .where({ target: target.name })
      .where(owed =>
        owed.where({ owes_fired: true }).orWhere({ owes_resolved: true }),
      )
      .orderBy('id')
      .limit(BATCH)
      .forUpdate();
    if (rows.length === 0) return 'nothing-owed';
    rows.sort((one, other) => (one.starts_at < other.starts_at ? -1 : 1));
    const fired = rows.filter(row => row.owes_fired);
    const [standing] = await this.store.openOn(target.name, trx);
    if (fired.length > 0 && !standing && !prepared) return 'needs-preparation';
    const joined =
      fired.length > 0
        ? standing ?? (await this.open(trx, target, at, fired, prepared!))
        : undefined;

    // While numbers are given out nobody takes up an incident again, and so
    // nobody may wait for one: the rest comes with the next batch.
    const written = joined && !standing ? fired : rows;
    const byIncident = new Map<string, AlertRow[]>();
    for (const row of written) {
      const id = row.owes_fired
        ? joined!.id
        : await this.remaining(trx, row.incident_id!);
      byIncident.set(id, [...(byIncident.get(id) ?? []), row]);
    }
    // In the order in which everybody locks several.
    for (const id of [...byIncident.keys()].sort()) {
      await this.append(trx, id, byIncident.get(id)!, at);
    }
    const ids = (some: AlertRow[]) => some.map(({ id }) => id);
    if (joined) {
      await trx<AlertRow>(ALERTS)
        .whereIn('id', ids(fired))
        .update({ incident_id: joined.id });
    }
    await trx<AlertRow>(ALERTS)
      .whereIn('id', ids(written))
      .update({ owes_fired: false, owes_resolved: false });
    return 'wrote';
  }

  private async open(
    trx: Knex.Transaction,
    target: Target,
    at: string,
    fired: AlertRow[],
    { triage, entityRefs }: Prepared,
  ): Promise<Incident> {
    const [earliest] = fired;
    const isSeen = triage.severity.level !== 'none';
    const { since } = triage.severity;
    const isEarlier =
      isSeen && since !== undefined && since < earliest.starts_at;
    const startedAt = isEarlier ? since : earliest.starts_at;
    const opened = await this.service.open(
      {
        by: 'alert',
        openedBy: 'alert',
        target,
        entityRefs,
        triage,
        alerts: fired.map(severityOf),
        ...(!isSeen && {
          title: `${target.title}: ${earliest.name}`.slice(0, MAX_TITLE),
        }),
        // A clock that is ahead does not let it begin after its opening.
        startedAt: startedAt < at ? startedAt : at,
        former: await formerOf(trx, target.name, at),
      },
      { trx },
    );
    if (!('opened' in opened)) throw new Overtaken();
    return opened.opened.incident;
  }

  /** The one as which an incident goes on, where it was merged. */
  private async remaining(trx: Knex.Transaction, id: string): Promise<string> {
    const row = await trx<IncidentRow>(INCIDENTS).where({ id }).first();
    if (row!.merged_into === null) return id;
    const into = await trx<IncidentRow>(INCIDENTS)
      .where({ number: row!.merged_into })
      .first();
    return this.remaining(trx, into!.id);
  }

  private async append(
    trx: Knex.Transaction,
    id: string,
    rows: AlertRow[],
    at: string,
  ): Promise<void> {
    const fired = rows.filter(row => row.owes_fired);
    const resolved = rows.filter(row => row.owes_resolved);
    const { lowering } = await decidedByPeople(trx, id);
    const { incident } = await this.store.change(
      id,
      present => this.changeOf(present, rows, { at, lowering }),
      trx,
    );
    await noteLooks(trx, id, {
      ...(fired.length > 0 && { troubleSeenAt: at }),
      ...(resolved.length > 0 && isOpen(incident) && { triageDueAt: at }),
    });
  }

  private changeOf(
    present: Incident,
    rows: AlertRow[],
    by: { at: string; lowering?: Parameters<typeof raised>[2]['lowering'] },
  ): Change {
    const fired = rows.filter(row => row.owes_fired);
    const resolved = rows.filter(row => row.owes_resolved);
    const isOver = fired.length > 0 && !isOpen(present);
    if (present.mergedInto !== undefined || isOver) throw new Overtaken();
    const rise = raised(present, fired.map(severityOf), {
      ...by,
      times: this.times,
    });
    const { firing, truncated } = present.alerts;
    return {
      fields: {
        ...rise.fields,
        alerts: {
          firing: Math.max(0, firing + fired.length - resolved.length),
          truncated: truncated || fired.some(row => row.truncated),
        },
      },
      entries: [...rows.flatMap(entriesOf), ...rise.entries],
    };
  }
}
