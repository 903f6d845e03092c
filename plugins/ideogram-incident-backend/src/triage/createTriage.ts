import type {
  CacheService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { IdeogramIncidentConfig } from '../config';
import type { Feature } from '../feature';
import type { CourseReader } from '../metrics';
import { createCircuitBreaker } from '../resilience';
import { createHealthHandler, createTriageHandler } from './handlers';
import type { ProbeRegistry } from './probeRegistry';
import type { RolloutMemory, SharedRollouts } from './probes';
import { Readings } from './readings';
import { RolloutStore } from './rolloutStore';
import { SeverityClock } from './severityClock';
import { SeverityHistoryStore } from './severityHistoryStore';
import { SharedReadings } from './sharedReadings';
import { TriageService } from './triageService';

const DEADLINE_MS = 1000;

/** A database that fails or hangs must cost no reading. */
function withoutWaiting(
  store: RolloutStore,
  logger: LoggerService,
): SharedRollouts {
  const guarded = createCircuitBreaker({
    loss: 'The database fails, so what was seen of former rollouts may be lost',
    deadlineMs: DEADLINE_MS,
    logger,
  });
  return {
    read: target => guarded(() => store.read(target)),
    record: (target, look) => guarded(() => store.record(target, look)),
  };
}

/** How bad it is, judged from what the probes read. */
export async function createTriage(
  { probes }: ProbeRegistry,
  { incidents }: Pick<IdeogramIncidentConfig, 'incidents'>,
  courseOf: CourseReader,
  services: {
    cache: CacheService;
    database: DatabaseService;
    logger: LoggerService;
    rollouts: RolloutMemory;
  },
) {
  const { cache, database, logger, rollouts } = services;
  const readings = new Readings(
    probes,
    new SharedReadings(cache, logger),
    logger,
  );
  const histories = await SeverityHistoryStore.create(database);
  const clock = new SeverityClock(histories, logger);
  rollouts.shareIn(withoutWaiting(await RolloutStore.create(database), logger));
  const service = new TriageService(
    readings,
    clock,
    courseOf,
    incidents.respondWithin,
  );
  return {
    handlers: {
      triage: createTriageHandler(service),
      health: createHealthHandler(readings),
    },
    readings,
    triages: {
      triage: service.triage.bind(service),
      probesOf: (target: Target) =>
        readings.probesOf(target).map(({ name }) => name),
    },
    close: () => readings.close(),
  } satisfies Feature & Record<string, unknown>;
}
