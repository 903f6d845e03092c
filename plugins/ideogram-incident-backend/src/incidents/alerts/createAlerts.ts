import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { matchTarget } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { IncidentsConfig } from '../config';
import type { IncidentService } from '../lifecycle/incidentService';
import type { IncidentStore } from '../store';
import type { TargetComponents } from '../targetComponents';
import { AlertInbox } from './alertInbox';
import { AlertProcessor, type Prepare } from './alertProcessor';
import { AlertWriter } from './alertWriter';
import { Assessor } from './assessor';
import { HEARTBEAT_ALERT } from './config';
import { createAlertHandlers } from './handlers';
import { heartbeatState, lastHeartbeat } from './heartbeat';
import { Watcher } from './watcher';

/** Detection: alerts from outside, and the portal's own looks. */
export function createAlerts(
  {
    targets,
    settings,
  }: {
    targets: ReadonlyMap<string, Target>;
    settings: IncidentsConfig;
  },
  parts: {
    store: IncidentStore;
    service: IncidentService;
    components: Pick<TargetComponents, 'of'>;
    scheduler: SchedulerService;
    logger: LoggerService;
  },
  now: () => number = Date.now,
) {
  const { store, service, components, scheduler, logger } = parts;
  const { heartbeat } = settings.alerts;
  const startedAt = now();
  const matches = [...targets.values()].map(({ name, alerts }) => ({
    name,
    match: alerts?.match ?? { ideogram_target: name },
  }));
  // It always fires, so it is never one of an outage.
  const heartbeats = [
    { name: 'heartbeat', match: heartbeat?.match ?? HEARTBEAT_ALERT },
  ];
  const inbox = new AlertInbox(store.knex, {
    targetOf: ({ labels }) => matchTarget(labels, matches),
    isHeartbeat: ({ labels }) => matchTarget(labels, heartbeats) !== undefined,
  });

  const prepare: Prepare = async target => {
    const entityRefs = await components.of(target.name, []);
    const triage = await service.triage(target, entityRefs[0] ?? '');
    return { triage, entityRefs };
  };
  const isSilent = async () => {
    if (!heartbeat) return false;
    const last = await lastHeartbeat(store.knex);
    const lastAt = last === undefined ? undefined : Date.parse(last);
    const { every: everyMs } = heartbeat;
    return (
      heartbeatState({ everyMs, startedAt, lastAt, now: now() }) === 'silent'
    );
  };
  const assessor = new Assessor(store, settings);
  const processor = new AlertProcessor(
    {
      knex: store.knex,
      writer: new AlertWriter(store, service, settings),
      assessor,
      targets,
      prepare,
      prune: () => inbox.prune(now()),
      logger,
    },
    now,
  );
  const { enabled, every: everyMs } = settings.watcher;
  const watcher = new Watcher(
    {
      store,
      service,
      assessor,
      targets,
      prepare,
      isWanted: async () => enabled === true || isSilent(),
      everyMs,
      logger,
    },
    now,
  );
  return {
    handlers: createAlertHandlers(inbox, () => {
      processor.run();
    }),
    async start() {
      await processor.start(scheduler);
      if (enabled !== false) await watcher.start(scheduler);
    },
    async close() {
      await Promise.all([processor.close(), watcher.close()]);
    },
  };
}
