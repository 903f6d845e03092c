import { z } from 'zod';
import { triageSchema } from '../triage/triage';
import { readOfTarget } from './entityRoutes';
import { defineRoute } from './route';

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
    ...readOfTarget,
    path: '/entities/:kind/:namespace/:name/triage',
    summary:
      'All readings of a target with error class, severity and decision; as an event stream, each reading when it arrives',
    response: triageSchema,
    produces: ['application/json', 'text/event-stream'],
    auditEvent: { id: 'triage-read', severity: 'low' },
  }),
  health: defineRoute({
    ...readOfTarget,
    path: '/entities/:kind/:namespace/:name/health',
    summary: 'One word on the health of the integration',
    response: healthWordSchema,
    produces: ['text/plain'],
    alsoAnswers: [{ status: 503, description: 'UNHEALTHY or UNKNOWN' }],
    auditEvent: { id: 'health-read', severity: 'low' },
  }),
};
