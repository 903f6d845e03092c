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
import { entityParams, targetQuery } from './params';
import { defineRoute } from './route';

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

export const remediationRoutes = {
  actions: defineRoute({
    method: 'get',
    path: '/entities/:kind/:namespace/:name/actions',
    subject: 'target',
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
    subject: 'target',
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
    subject: 'target',
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
    subject: 'operation',
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
    subject: 'operation',
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
    subject: 'operation',
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
    subject: 'operation',
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
};
