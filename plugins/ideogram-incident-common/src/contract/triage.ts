import { z } from 'zod';
import { ideogramIncidentReadPermission } from '../permissions';
import { triageSchema } from '../triage/triage';
import { entityParams, targetQuery } from './params';
import { defineRoute } from './route';

/** @public */
export const healthWordSchema = z.enum([
  'HEALTHY',
  'DEGRADED',
  'UNHEALTHY',
  'UNKNOWN',
]);

/** @public */
export type HealthWord = z.infer<typeof healthWordSchema>;

export const triageRoutes = {
  triage: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/triage',
    subject: 'target',
    summary:
      'All readings of a target with error class, severity and decision; as an event stream, each reading when it arrives',
    params: entityParams,
    query: targetQuery,
    response: triageSchema,
    produces: ['application/json', 'text/event-stream'],
    permission: ideogramIncidentReadPermission,
    callers: 'people-and-services',
    auditEvent: { id: 'triage-read', severity: 'low' },
  }),
  health: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/health',
    subject: 'target',
    summary: 'One word on the health of the integration',
    params: entityParams,
    query: targetQuery,
    response: healthWordSchema,
    produces: ['text/plain'],
    alsoAnswers: [{ status: 503, description: 'UNHEALTHY or UNKNOWN' }],
    permission: ideogramIncidentReadPermission,
    callers: 'people-and-services',
    auditEvent: { id: 'health-read', severity: 'low' },
  }),
};
