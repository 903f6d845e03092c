import { z } from 'zod';
import { ideogramIncidentReadPermission } from '../permissions';
import {
  actionListSchema,
  actionRequestSchema,
  dryRunSchema,
} from '../remediation/action';
import {
  approvalDecisionSchema,
  operationPageSchema,
  operationSchema,
} from '../remediation/operation';
import { remediationPermission } from '../remediation/permissions';
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

const actionParams = entityParams.extend({
  action: z
    .string()
    .max(100)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be the id of an action')
    .describe('A remediation action'),
});

const operationParams = z.object({
  id: z.uuid('must be the id of an operation').describe('An operation'),
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
    callers: 'people-and-services',
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
    callers: 'people-and-services',
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
    callers: 'people-and-services',
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
    callers: 'people-and-services',
    auditEvent: { id: 'metrics-read', severity: 'low' },
  }),
  actions: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/actions',
    summary:
      'The remediation actions of a target: allowed or not and why, and which mitigations are in force',
    params: entityParams,
    query: targetQuery,
    response: actionListSchema,
    produces: ['application/json'],
    permission: ideogramIncidentReadPermission,
    callers: 'people-and-services',
    auditEvent: { id: 'actions-read', severity: 'low' },
  }),
  runAction: defineRoute({
    method: 'post',
    path: '/entities/:kind/:namespace/:name/actions/:action',
    summary: 'Runs a remediation action, or shows what it would change',
    params: actionParams,
    query: z.object({}),
    body: actionRequestSchema,
    takesIdempotencyKey: true,
    response: dryRunSchema.describe('Of a dry run'),
    produces: ['application/json'],
    accepted: operationSchema,
    refuses: [409, 422],
    permission: remediationPermission,
    callers: 'people',
    auditEvent: { id: 'action-run', severity: 'medium' },
  }),
  operations: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/operations',
    summary: 'The operations of a target, newest first',
    params: entityParams,
    query: targetQuery.extend({ cursor: z.string().max(200).optional() }),
    response: operationPageSchema,
    produces: ['application/json'],
    permission: ideogramIncidentReadPermission,
    callers: 'people-and-services',
    auditEvent: { id: 'operations-read', severity: 'low' },
  }),
  operation: defineRoute({
    method: 'get',
    path: '/operations/:id',
    summary:
      'One operation; as an event stream, anew with each change until it has ended',
    params: operationParams,
    query: z.object({}),
    response: operationSchema,
    produces: ['application/json', 'text/event-stream'],
    permission: ideogramIncidentReadPermission,
    callers: 'people-and-services',
    auditEvent: { id: 'operation-read', severity: 'low' },
  }),
  approveOperation: defineRoute({
    method: 'post',
    path: '/operations/:id/approve',
    summary: "The second person's yes to an operation",
    params: operationParams,
    query: z.object({}),
    body: approvalDecisionSchema,
    response: operationSchema,
    produces: ['application/json'],
    refuses: [409],
    permission: remediationPermission,
    callers: 'people',
    auditEvent: { id: 'operation-approve', severity: 'medium' },
  }),
  rejectOperation: defineRoute({
    method: 'post',
    path: '/operations/:id/reject',
    summary: "The second person's no to an operation",
    params: operationParams,
    query: z.object({}),
    body: approvalDecisionSchema,
    response: operationSchema,
    produces: ['application/json'],
    refuses: [409],
    permission: remediationPermission,
    callers: 'people',
    auditEvent: { id: 'operation-reject', severity: 'medium' },
  }),
  withdrawOperation: defineRoute({
    method: 'post',
    path: '/operations/:id/withdraw',
    summary: 'Its author takes back an operation that waits for approval',
    params: operationParams,
    query: z.object({}),
    response: operationSchema,
    produces: ['application/json'],
    refuses: [409],
    permission: remediationPermission,
    callers: 'people',
    auditEvent: { id: 'operation-withdraw', severity: 'medium' },
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
    callers: 'people-and-services',
    auditEvent: { id: 'openapi-read', severity: 'low' },
  }),
};
