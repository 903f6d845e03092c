import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  evaluateReadings,
  type AlertsReceived,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import { createAlerts } from '..';
import { readIdeogramIncidentConfig } from '../../../config';
import { IncidentService } from '../../lifecycle/incidentService';
import { IncidentStore, type IncidentListener } from '../../store';

export const ENTITY = 'component:default/checkout';

/** What everybody sees of the world, and when. */
export class FakeWorld {
  now = Date.parse('2026-11-30T10:00:00Z');
  /** Of the error rate. */
  status: Reading['status'] = 'failing';
  triages = 0;

  at = (inMs = 0) => new Date(this.now + inMs).toISOString();

  readings(): Reading[] {
    return [
      {
        probe: 'error-rate',
        status: this.status,
        summary: 'As the test says',
        observedAt: this.at(),
        durationMs: 1,
      },
    ];
  }
}

type Task = SchedulerServiceTaskScheduleDefinition & { fn: () => unknown };

/** One replica of the portal, as far as it deals with alerts. */
export async function startReplica(
  knex: Knex,
  world: FakeWorld,
  options: { incidents?: object; listeners?: IncidentListener[] } = {},
) {
  const { incidents = {}, listeners = [] } = options;
  const config = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: {
        incidents,
        targets: {
          production: { title: 'Production' },
          staging: { alerts: { match: { env: 'staging', team: 'images' } } },
        },
      },
    }),
  );
  const now = () => world.now;
  const logger = mockServices.logger.mock();
  const store = await IncidentStore.create(
    { getClient: async () => knex },
    { listeners, now },
  );
  const components = { of: async () => [ENTITY] };
  const service = new IncidentService(
    store,
    components,
    {
      async triage(target, entityRef) {
        world.triages += 1;
        const readings = world.readings();
        const { respondWithin } = config.incidents;
        return {
          entityRef,
          target: target.name,
          startedAt: world.at(),
          finishedAt: world.at(),
          readings,
          ...evaluateReadings({ target, readings, respondWithin }),
        };
      },
      probesOf: () => ['error-rate'],
    },
    config.targets,
    config.incidents,
    now,
  );
  const tasks: Record<string, Task> = {};
  const scheduler = mockServices.scheduler.mock({
    async scheduleTask(task) {
      tasks[task.id] = task as unknown as Task;
    },
  });
  const alerts = createAlerts(
    { targets: config.targets, settings: config.incidents },
    { store, service, components, scheduler, logger },
    now,
  );
  await alerts.start();
  const receive = async (body: unknown): Promise<AlertsReceived> => {
    const request = { body, receivedAt: world.now };
    const answer = await alerts.handlers.receiveAlerts(request as never);
    return (answer as { body: AlertsReceived }).body;
  };
  return {
    store,
    service,
    target: config.targets.get('production')!,
    logger,
    alerts,
    tasks,
    receive,
    /** Until nothing is owed any more. */
    process: async () => tasks['process-alerts'].fn(),
    look: async () => tasks['watch-targets'].fn(),
    /** Receives, and works it off. */
    async take(body: unknown) {
      const received = await receive(body);
      await tasks['process-alerts'].fn();
      return received;
    },
  };
}
