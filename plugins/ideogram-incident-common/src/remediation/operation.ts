import { z } from 'zod';
import { problemSchema } from '../triage/problem';
import { dryRunSchema } from './action';

export const operationStatusSchema = z.enum([
  'awaiting-approval',
  'pending',
  'running',
  'succeeded',
  'failed',
  'rejected',
  'withdrawn',
  'expired',
  'stopped',
]);

/** @public */
export type OperationStatus = z.infer<typeof operationStatusSchema>;

export const operationStepSchema = z
  .object({
    name: z.string().describe('What is done, such as `Secret changed`'),
    status: z.enum(['running', 'done', 'failed', 'skipped']),
    message: z.string().optional(),
    by: z
      .string()
      .optional()
      .describe('The entity reference of a person who did it'),
    at: z.iso.datetime().describe('When the step came to this status'),
  })
  .meta({ id: 'OperationStep' });

/** @public */
export type OperationStep = z.infer<typeof operationStepSchema>;

export const rolloutSchema = z
  .object({
    updated: z.number(),
    available: z.number(),
    desired: z.number(),
    blockedBy: z.string().optional().describe('Why it does not go on'),
  })
  .meta({ id: 'Rollout' });

/** @public */
export type Rollout = z.infer<typeof rolloutSchema>;

export const approvalSchema = z
  .object({
    expiresAt: z.iso.datetime(),
    preview: dryRunSchema
      .optional()
      .describe('What the cluster would have stored when it was asked for'),
    deploymentHash: z
      .string()
      .optional()
      .describe(
        'Of the deployment that it was asked for; it is carried out on no other, see `deploymentHash` of the actions',
      ),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    reason: z.string().optional().describe('Of the decision'),
  })
  .meta({ id: 'Approval' });

/**
 * The second person's word on an operation.
 *
 * @public
 */
export type Approval = z.infer<typeof approvalSchema>;

export const operationErrorSchema = problemSchema
  .extend({
    parameter: z
      .string()
      .optional()
      .describe('Which parameter was at fault, where one was'),
  })
  .meta({ id: 'OperationError' });

/**
 * Why an operation failed.
 *
 * @public
 */
export type OperationError = z.infer<typeof operationErrorSchema>;

export const operationSchema = z
  .object({
    id: z.string(),
    entityRef: z.string(),
    target: z.string(),
    action: z.string(),
    title: z.string().describe('Of the action'),
    actor: z.string().describe('The entity reference of who asked for it'),
    reason: z.string().optional(),
    incidentId: z
      .string()
      .optional()
      .describe('Of the incident from which it was run'),
    status: operationStatusSchema,
    outcome: z
      .enum(['verified', 'errors-continue', 'unverified', 'key-refused'])
      .optional()
      .describe(
        'Of a success: whether the trouble was seen to stop, was seen to go on, or neither; or that the key which was asked about is refused',
      ),
    summary: z
      .string()
      .optional()
      .describe('How it ended, one or two sentences for a person'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    steps: z.array(operationStepSchema),
    rollout: rolloutSchema.optional(),
    approval: approvalSchema.optional(),
    error: operationErrorSchema.optional(),
  })
  .meta({ id: 'Operation' });

/**
 * One run of a remediation action.
 *
 * @public
 */
export type Operation = z.infer<typeof operationSchema>;

export const operationPageSchema = z
  .object({
    operations: z.array(operationSchema).describe('Newest first'),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'OperationPage' });

/** @public */
export type OperationPage = z.infer<typeof operationPageSchema>;

const decisionReason = z.string().trim().min(1).max(1000);

export const approvalDecisionSchema = z
  .strictObject({ reason: decisionReason.optional() })
  .meta({ id: 'ApprovalDecision' });

/** @public */
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/** Who asked has to know why not. */
export const rejectionDecisionSchema = z
  .strictObject({ reason: decisionReason })
  .meta({ id: 'RejectionDecision' });

const ENDED: readonly OperationStatus[] = [
  'succeeded',
  'failed',
  'rejected',
  'withdrawn',
  'expired',
  'stopped',
];

/**
 * Whether nothing more will happen to an operation.
 *
 * @public
 */
export function hasEnded({ status }: Pick<Operation, 'status'>): boolean {
  return ENDED.includes(status);
}
