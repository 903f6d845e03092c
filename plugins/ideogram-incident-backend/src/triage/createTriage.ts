import type {
  CacheService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { IdeogramIncidentConfig } from '../config';
import type { Feature } from '../feature';
import type { CourseReader } from '../metrics';
import { createHealthHandler, createTriageHandler } from './handlers';
import type { ProbeRegistry } from './probeRegistry';
import { Readings } from './readings';
import { SeverityClock } from './severityClock';
import { SeverityHistoryStore } from './severityHistoryStore';
import { SharedReadings } from './sharedReadings';
import { TriageService } from './triageService';

/** How bad it is, judged from what the probes read. */
export async function createTriage(
  { probes }: ProbeRegistry,
  { incidents }: Pick<IdeogramIncidentConfig, 'incidents'>,
  courseOf: CourseReader,
  services: {
    cache: CacheService;
    database: DatabaseService;
    logger: LoggerService;
  },
) {
  const { cache, database, logger } = services;
  const readings = new Readings(
    probes,
    new SharedReadings(cache, logger),
    logger,
  );
  const histories = await SeverityHistoryStore.create(database);
  const clock = new SeverityClock(histories, logger);
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
