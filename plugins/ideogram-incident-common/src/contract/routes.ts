import { z } from 'zod';
import { alertsRoutes } from './alerts';
import { incidentsRoutes } from './incidents';
import { metricsRoutes } from './metrics';
import { remediationRoutes } from './remediation';
import { defineRoute } from './route';
import { targetsRoutes } from './targets';
import { triageRoutes } from './triage';

/**
 * The HTTP contract, below `/api/ideogram-incident`.
 *
 * @public
 */
export const routes = {
  ...targetsRoutes,
  ...triageRoutes,
  ...metricsRoutes,
  ...remediationRoutes,
  ...incidentsRoutes,
  ...alertsRoutes,
  openapi: defineRoute({
    method: 'get',
    path: '/openapi.json',
    subject: 'none',
    summary: 'This contract as OpenAPI 3.1',
    params: z.object({}),
    query: z.object({}),
    response: z.record(z.string(), z.unknown()),
    produces: ['application/json'],
    permission: 'none',
    callers: 'people-and-services',
    auditEvent: { id: 'openapi-read', severity: 'low' },
  }),
};
