import type { routes } from 'backstage-plugin-ideogram-incident-common';
import type { Handler } from '../router';
import type { EntityTargets } from '../targets';
import type { MetricsService } from './metricsService';

/** The series that the charts are drawn from. */
export function createMetricsHandler(
  entityTargets: EntityTargets,
  service: MetricsService,
): Handler<typeof routes.metrics> {
  return async ({ entity, query, credentials }) => {
    const { target } = await entityTargets.resolve(
      entity,
      query.target,
      credentials,
    );
    return { body: await service.read(target, query.since) };
  };
}
