import { z } from 'zod';
import { ideogramIncidentReadPermission } from '../permissions';
import { triageSchema } from '../triage/triage';
import { metricsSchema, metricsSinceSchema } from './metrics';
import { defineRoute } from './route';

// Whatever else stands in a path, such as `..` or an encoded slash, would turn
// into another path or reference further on.
const entityPart = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[A-Za-z0-9](?:[-.~@+\w]*\w)?$/,
    'must be letters, digits and -_.~@+, beginning and ending with a letter or digit',
  );

const entityParams = z.object({
  kind: entityPart.describe('The kind of the entity'),
  namespace: entityPart.describe('Its namespace'),
  name: entityPart.describe('Its name'),
});

const targetQuery = z.object({
  target: z
    .string()
    .min(1)
    .max(253)
    .optional()
    .describe('May be left out where the entity names one target'),
});

/** @public */
export const entityTargetsSchema = z
  .object({
    targets: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        links: z.array(z.object({ title: z.string(), url: z.string() })),
      }),
    ),
    undefinedTargets: z
      .array(z.string())
      .describe('Named by the entity, but not defined by the operator'),
  })
  .meta({ id: 'EntityTargets' });

/** @public */
export type EntityTargets = z.infer<typeof entityTargetsSchema>;

/** @public */
export const healthWordSchema = z.enum([
  'HEALTHY',
  'DEGRADED',
  'UNHEALTHY',
  'UNKNOWN',
]);

/** @public */
export type HealthWord = z.infer<typeof healthWordSchema>;

/**
 * The HTTP contract, below `/api/ideogram-incident`.
 *
 * @public
 */
export const routes = {
  targets: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/targets',
    summary: 'The targets that an entity names',
    params: entityParams,
    query: z.object({}),
    response: entityTargetsSchema,
    produces: ['application/json'],
    permission: ideogramIncidentReadPermission,
    auditEvent: { id: 'targets-read', severity: 'low' },
  }),
  triage: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/triage',
    summary:
      'All readings of a target with error class, severity and decision; as an event stream, each reading when it arrives',
    params: entityParams,
    query: targetQuery,
    response: triageSchema,
    produces: ['application/json', 'text/event-stream'],
    permission: ideogramIncidentReadPermission,
    auditEvent: { id: 'triage-read', severity: 'low' },
  }),
  health: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/health',
    summary: 'One word on the health of the integration',
    params: entityParams,
    query: targetQuery,
    response: healthWordSchema,
    produces: ['text/plain'],
    alsoAnswers: [{ status: 503, description: 'UNHEALTHY or UNKNOWN' }],
    permission: ideogramIncidentReadPermission,
    auditEvent: { id: 'health-read', severity: 'low' },
  }),
  metrics: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/metrics',
    summary: 'Series for the charts: errors, requests, error ratio, latency',
    params: entityParams,
    query: targetQuery.extend({ since: metricsSinceSchema }),
    response: metricsSchema,
    produces: ['application/json'],
    permission: ideogramIncidentReadPermission,
    auditEvent: { id: 'metrics-read', severity: 'low' },
  }),
  openapi: defineRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This contract as OpenAPI 3.1',
    params: z.object({}),
    query: z.object({}),
    response: z.record(z.string(), z.unknown()),
    produces: ['application/json'],
    permission: 'none',
    auditEvent: { id: 'openapi-read', severity: 'low' },
  }),
};
