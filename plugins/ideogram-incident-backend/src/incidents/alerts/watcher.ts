import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { messageOf } from '../../errors';
import type { IncidentService } from '../lifecycle/incidentService';
import type { SeenTriage } from '../lifecycle/triageNow';
import type { IncidentStore } from '../store';
import type { Prepare } from './alertProcessor';
import { seesUsers, type Assessor } from './assessor';
import { formerOf } from './former';
import { noteLooks } from './looks';
import { claimLook, countLook } from './targetLooks';

/** A look that is alone may be a blip. */
const LOOKS_IN_A_ROW = 2;
const AT_ONCE = 10;

/** Bad enough to open an incident: not by what is unknown alone. */
function isBad(triage: SeenTriage): boolean {
  const { level } = triage.severity;
  return (level === 'P1' || level === 'P2') && seesUsers(triage);
}

/** Looks at targets by itself, so that an outage is seen without Prometheus. */
export class Watcher {
  private readonly closing = new AbortController();
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: {
      store: IncidentStore;
      service: Pick<IncidentService, 'open'>;
      assessor: Assessor;
      targets: ReadonlyMap<string, Target>;
      prepare: Prepare;
      /** Whether it is to look now. */
      isWanted(): Promise<boolean>;
      everyMs: number;
      logger: LoggerService;
    },
    private readonly now: () => number = Date.now,
  ) {}

  async start(scheduler: SchedulerService): Promise<void> {
    const frequency = { milliseconds: this.parts.everyMs };
    await scheduler.scheduleTask({
      id: 'watch-targets',
      // Once across replicas.
      scope: 'global',
      frequency,
      initialDelay: frequency,
      timeout: { minutes: 5 },
      signal: this.closing.signal,
      fn: () => {
        this.round = this.look();
        return this.round;
      },
    });
  }

  /** Once around all targets. */
  async look(): Promise<void> {
    const { targets, isWanted } = this.parts;
    if (!(await isWanted())) return;
    const all = [...targets.values()];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      if (this.closing.signal.aborted) return;
      const some = all.slice(from, from + AT_ONCE);
      await Promise.all(some.map(target => this.lookAtOrSay(target)));
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.round.catch(() => {});
  }

  private async lookAtOrSay(target: Target): Promise<void> {
    try {
      await this.lookAt(target);
    } catch (error) {
      this.parts.logger.warn(
        `The watcher can't look at ${target.name}: ${
          maskSecrets(messageOf(error)).text
        }`,
      );
    }
  }

  private async lookAt(target: Target): Promise<void> {
    const { store, assessor, prepare, everyMs } = this.parts;
    const at = new Date(this.now()).toISOString();
    const look = await claimLook(store.knex, target.name, at, everyMs);
    if (!look) return;
    const { triage, entityRefs } = await prepare(target);
    const badLooks = isBad(triage) ? look.badLooks + 1 : 0;
    await countLook(store.knex, target.name, at, badLooks);
    if (badLooks >= LOOKS_IN_A_ROW) {
      await this.open(target, triage, entityRefs, at);
    }
    for (const { id } of await store.openOn(target.name)) {
      await assessor.assess(id, triage, at);
    }
  }

  /** Unless one is open. */
  private async open(
    target: Target,
    triage: SeenTriage,
    entityRefs: string[],
    at: string,
  ): Promise<void> {
    const { store, service } = this.parts;
    const [standing] = await store.openOn(target.name);
    if (standing) return;
    const by = 'watcher';
    await store.knex.transaction(async trx => {
      const former = await formerOf(trx, target.name, at);
      const outcome = await service.open(
        { by, openedBy: by, target, entityRefs, triage, former },
        { trx },
      );
      if (!('opened' in outcome)) return;
      const { id } = outcome.opened.incident;
      await noteLooks(trx, id, { troubleSeenAt: at });
    });
  }
}
