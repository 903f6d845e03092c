import { z } from 'zod';
import { remediationPermission } from '../permissions';
import {
  actionListSchema,
  actionRequestSchema,
  dryRunSchema,
} from '../remediation/action';
import {
  approvalDecisionSchema,
  rejectionDecisionSchema,
  operationPageSchema,
  operationSchema,
} from '../remediation/operation';
import { entityParams, read, readOfTarget, targetQuery } from './entityRoutes';
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

/** What a person says to an operation that waits. */
const decision = {
  method: 'post',
  subject: 'operation',
  params: operationParams,
  query: z.object({}),
  response: operationSchema,
  produces: ['application/json'],
  refuses: [409],
  permission: remediationPermission,
  callers: 'people',
} as const;

export const remediationRoutes = {
  actions: defineRoute({
    ...readOfTarget,
    path: '/entities/:kind/:namespace/:name/actions',
    summary:
      'The remediation actions of a target: allowed or not and why, and which mitigations are in force',
    response: actionListSchema,
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
    ...readOfTarget,
    path: '/entities/:kind/:namespace/:name/operations',
    summary: 'The operations of a target, newest first',
    query: targetQuery.extend({ cursor: z.string().max(200).optional() }),
    response: operationPageSchema,
    auditEvent: { id: 'operations-read', severity: 'low' },
  }),
  operation: defineRoute({
    ...read,
    path: '/operations/:id',
    subject: 'operation',
    summary:
      'One operation; as an event stream, anew with each change until it has ended',
    params: operationParams,
    query: z.object({}),
    response: operationSchema,
    produces: ['application/json', 'text/event-stream'],
    auditEvent: { id: 'operation-read', severity: 'low' },
  }),
  approveOperation: defineRoute({
    ...decision,
    path: '/operations/:id/approve',
    summary: "The second person's yes to an operation",
    body: approvalDecisionSchema,
    auditEvent: { id: 'operation-approve', severity: 'medium' },
  }),
  rejectOperation: defineRoute({
    ...decision,
    path: '/operations/:id/reject',
    summary: "The second person's no to an operation, with a reason",
    body: rejectionDecisionSchema,
    auditEvent: { id: 'operation-reject', severity: 'medium' },
  }),
  withdrawOperation: defineRoute({
    ...decision,
    path: '/operations/:id/withdraw',
    summary: 'Its author takes back an operation that waits for approval',
    auditEvent: { id: 'operation-withdraw', severity: 'medium' },
  }),
  stopWaiting: defineRoute({
    ...decision,
    path: '/operations/:id/stop-waiting',
    summary:
      'Ends an operation that only waits for its pods, or to see whether it helped: its change stays, and others may run',
    auditEvent: { id: 'operation-stop-waiting', severity: 'medium' },
  }),
};
