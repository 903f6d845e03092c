import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Knex } from 'knex';
import { messageOf } from '../../errors';
import { INCIDENTS, type IncidentRow } from '../store/row';
import type { AlertWriter, Prepared } from './alertWriter';
import type { Assessor } from './assessor';
import { claimTriage, dueForTriage } from './looks';
import { ALERTS, type AlertRow } from './row';

const EVERY = { seconds: 3 };
const TIMEOUT = { minutes: 5 };
/** When a triage is taken again that did not say that the trouble is over. */
const AGAIN_MS = 60_000;

/** Takes what has to be known of a target before an incident is opened. */
export type Prepare = (target: Target) => Promise<Prepared>;

/**
 * Works off what is owed of the alerts in the inbox. Each replica does, for
 * nothing of it is held in memory.
 */
export class AlertProcessor {
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private isAskedAgain = false;

  constructor(
    private readonly parts: {
      knex: Knex;
      writer: AlertWriter;
      assessor: Assessor;
      targets: ReadonlyMap<string, Target>;
      prepare: Prepare;
      /** What else is to be done from time to time. */
      prune(): Promise<void>;
      logger: LoggerService;
    },
    private readonly now: () => number = Date.now,
  ) {}

  async start(scheduler: SchedulerService): Promise<void> {
    const { signal } = this.closing;
    // Each replica for itself: none may wait for one that is dead.
    await scheduler.scheduleTask({
      id: 'process-alerts',
      scope: 'local',
      frequency: EVERY,
      timeout: TIMEOUT,
      signal,
      fn: () => this.run(),
    });
    await scheduler.scheduleTask({
      id: 'forget-alerts',
      scope: 'global',
      frequency: { hours: 1 },
      timeout: TIMEOUT,
      signal,
      fn: () => this.parts.prune(),
    });
  }

  /** Once around; what arrives meanwhile is worked off, too. */
  run(): Promise<void> {
    this.isAskedAgain = true;
    this.running ??= this.rounds().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async rounds(): Promise<void> {
    while (this.isAskedAgain && !this.closing.signal.aborted) {
      this.isAskedAgain = false;
      await this.logged('Alerts', () => this.workOff());
      await this.logged('Incidents whose alerts are resolved', () =>
        this.triageDue(),
      );
    }
  }

  private async workOff(): Promise<void> {
    const { knex, targets } = this.parts;
    const owing: Pick<AlertRow, 'target'>[] = await knex<AlertRow>(ALERTS)
      .where({ owes_fired: true })
      .orWhere({ owes_resolved: true })
      .distinct('target');
    const known = owing.flatMap(
      ({ target }) => targets.get(target ?? '') ?? [],
    );
    // Of one that can't be worked off, the others do not suffer.
    await Promise.all(
      known.map(target =>
        this.logged(`Alerts of ${target.name}`, () => this.workOffOf(target)),
      ),
    );
  }

  private async workOffOf(target: Target): Promise<void> {
    const { writer, prepare } = this.parts;
    let prepared: Prepared | undefined;
    while (!this.closing.signal.aborted) {
      const outcome = await writer.write(target, this.at(), prepared);
      if (outcome === 'nothing-owed') return;
      prepared =
        outcome === 'needs-preparation' ? await prepare(target) : undefined;
    }
  }

  private async triageDue(): Promise<void> {
    const { knex, targets, prepare, assessor } = this.parts;
    for (const id of await dueForTriage(knex, this.at())) {
      const row = await knex<IncidentRow>(INCIDENTS).where({ id }).first();
      const target = targets.get(row?.target ?? '');
      const claimed = await claimTriage(knex, id, this.at(), this.at(AGAIN_MS));
      if (!target || !claimed) continue;
      const { triage } = await prepare(target);
      await assessor.assess(id, triage, this.at());
    }
  }

  private async logged(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.parts.logger.warn(
        `${what} can't be worked off now, and are tried again: ${
          maskSecrets(messageOf(error)).text
        }`,
      );
    }
  }

  private at(inMs = 0): string {
    return new Date(this.now() + inMs).toISOString();
  }
}
