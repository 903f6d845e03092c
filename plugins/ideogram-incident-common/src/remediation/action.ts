import { z } from 'zod';
import { incidentNameSchema } from '../incidents/incident';
import { problemSchema } from '../triage/problem';

/** @public */
export const actionRiskSchema = z.enum(['low', 'medium', 'high']);

/** @public */
export type ActionRisk = z.infer<typeof actionRiskSchema>;

/**
 * Why an action can't be run now. `permission`: the portal's policy says no to
 * this person; `cluster`: the account that would act may not; `state`: it makes
 * no sense now, such as a deployment that is paused or already so.
 */
export const refusalSchema = z
  .object({
    by: z.enum(['permission', 'cluster', 'state']),
    reason: z.string().describe('Why, and who or what changes it'),
  })
  .meta({ id: 'Refusal' });

/** @public */
export type Refusal = z.infer<typeof refusalSchema>;

export const mitigationSchema = z
  .object({
    inForce: z.boolean(),
    since: z.iso
      .datetime()
      .optional()
      .describe('Not known where it was set outside of the portal'),
    by: z.string().optional().describe('The entity reference of a person'),
    reason: z.string().optional(),
    before: z
      .string()
      .describe('What stood there before, and will stand there again'),
    reasonGone: z
      .boolean()
      .optional()
      .describe('True where it is in force and what it is for has ended'),
    revertedBy: z.string().describe('The action that reverts it'),
  })
  .meta({ id: 'Mitigation' });

/**
 * An env override that has to be reverted some day.
 *
 * @public
 */
export type Mitigation = z.infer<typeof mitigationSchema>;

export const actionSchema = z
  .object({
    id: z.string(),
    title: z.string().describe('Verb and object, such as `Enable fallback`'),
    description: z.string(),
    risk: actionRiskSchema,
    allowed: z.boolean(),
    refusals: z.array(refusalSchema).describe('Empty where it is allowed'),
    checks: z
      .array(z.string())
      .describe('What was looked at and found in order, a sentence each'),
    warnings: z.array(z.string()).describe('GitOps and the like'),
    plan: z
      .array(z.string())
      .describe('What will happen, in order, a sentence each'),
    parameters: z
      .record(z.string(), z.unknown())
      .describe('JSON Schema of `parameters`; what is writeOnly is a secret'),
    readOnly: z
      .boolean()
      .describe(
        'True where it changes nothing: there is no dry run to look at',
      ),
    needs: z.object({ reason: z.boolean(), approval: z.boolean() }),
    mitigation: mitigationSchema.optional(),
  })
  .meta({ id: 'Action' });

/**
 * A remediation action, as one person may run it on one target now.
 *
 * @public
 */
export type Action = z.infer<typeof actionSchema>;

export const actionListSchema = z
  .object({
    target: z.string(),
    actsAs: z
      .string()
      .describe('Whose rights count in the cluster, in words for a person'),
    actions: z.array(actionSchema),
    deploymentHash: z
      .string()
      .optional()
      .describe(
        "Of what the deployment is configured to be, but for the number of its pods; left out where it can't be read",
      ),
    problem: problemSchema
      .optional()
      .describe('Why the state of the cluster could not be read'),
  })
  .meta({ id: 'ActionList' });

/** @public */
export type ActionList = z.infer<typeof actionListSchema>;

export const actionRequestSchema = z
  .strictObject({
    target: z.string().min(1).max(253).optional(),
    parameters: z
      .record(z.string().max(100), z.unknown())
      .optional()
      .describe('As the JSON Schema of the action says'),
    reason: z.string().trim().min(1).max(1000).optional(),
    incidentId: incidentNameSchema
      .optional()
      .describe('The incident from which it is run, by id or number'),
    dryRun: z.boolean().optional(),
  })
  .meta({ id: 'ActionRequest' });

/** @public */
export type ActionRequest = z.infer<typeof actionRequestSchema>;

export const dryRunSchema = z
  .object({
    changes: z.array(
      z.object({
        kind: z.string(),
        namespace: z.string(),
        name: z.string(),
        diff: z
          .string()
          .describe('Unified diff of YAML, as the cluster would store it'),
      }),
    ),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'DryRun' });

/**
 * What the cluster would store; a secret's values are fingerprints.
 *
 * @public
 */
export type DryRun = z.infer<typeof dryRunSchema>;
