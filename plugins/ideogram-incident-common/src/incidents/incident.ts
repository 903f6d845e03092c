import { z } from 'zod';
import { severityLevelSchema, triageErrorClassSchema } from '../triage/triage';

/** What people and machines say for it. */
export const incidentNameSchema = z
  .string()
  .regex(
    /^(?:INC-[1-9]\d{0,8}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/,
    'must be the id or the number of an incident, such as INC-17',
  )
  .describe('The id or the number of an incident');

export const incidentStatusSchema = z.enum([
  'investigating',
  'identified',
  'monitoring',
  'resolved',
]);

/** @public */
export type IncidentStatus = z.infer<typeof incidentStatusSchema>;

export const incidentLevelSchema = severityLevelSchema.exclude(['none']);

/**
 * How bad an incident is: there is none without a level.
 *
 * @public
 */
export type IncidentLevel = z.infer<typeof incidentLevelSchema>;

const person = z
  .string()
  .max(253)
  .regex(
    /^user:[^:/\s]+\/[^:/\s]+$/i,
    'must be the entity reference of a user, such as user:default/ada',
  );

export const incidentRolesSchema = z
  .object({
    commander: person.optional(),
    communicationsLead: person.optional(),
    operationsLead: person.optional(),
    responders: z.array(person).max(50),
  })
  .meta({ id: 'IncidentRoles' });

/**
 * Who does what, as entity references of users.
 *
 * @public
 */
export type IncidentRoles = z.infer<typeof incidentRolesSchema>;

/** @public */
export const incidentSchema = z
  .object({
    id: z.string(),
    number: z.string().describe('What people say, such as `INC-17`'),
    title: z.string(),
    summary: z.string().optional(),
    entityRefs: z
      .array(z.string())
      .describe('The components that name the target'),
    target: z.string(),
    status: incidentStatusSchema,
    severity: incidentLevelSchema,
    errorClass: triageErrorClassSchema,
    openedBy: z
      .string()
      .describe('The entity reference of a user, `alert` or `watcher`'),
    startedAt: z.iso
      .datetime()
      .describe('The first failing request, as far as that is known'),
    openedAt: z.iso.datetime(),
    acknowledgedAt: z.iso.datetime().optional(),
    mitigatedAt: z.iso.datetime().optional(),
    resolvedAt: z.iso.datetime().optional(),
    respondBy: z.iso
      .datetime()
      .describe('When somebody must have acknowledged it'),
    roles: incidentRolesSchema,
    drill: z.boolean(),
    mergedInto: z.string().optional().describe('The number of another one'),
    alerts: z
      .object({
        firing: z.int().min(0),
        truncated: z
          .boolean()
          .describe('True where Alertmanager left some of them out'),
      })
      .meta({ id: 'IncidentAlerts' }),
    version: z
      .int()
      .describe(
        'Grows with each change of title, summary, status, severity, error class, roles or start',
      ),
  })
  .meta({ id: 'Incident' });

/** @public */
export type Incident = z.infer<typeof incidentSchema>;

export const incidentPageSchema = z
  .object({
    incidents: z.array(incidentSchema).describe('Newest first'),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'IncidentPage' });

/** @public */
export type IncidentPage = z.infer<typeof incidentPageSchema>;

const title = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must be one line without control characters');
const summary = z.string().trim().max(5_000);
const reason = z.string().trim().min(1).max(1_000);

export const incidentRequestSchema = z
  .strictObject({
    entityRef: z.string().min(1).max(253),
    target: z
      .string()
      .min(1)
      .max(253)
      .optional()
      .describe('May be left out where the entity names one target'),
    title: title
      .optional()
      .describe('Left out, what is wrong by the triage of the moment'),
    severity: incidentLevelSchema.optional().describe("Left out, the triage's"),
    summary: summary.optional(),
    startedAt: z.iso.datetime().optional(),
    drill: z.boolean().optional(),
    separate: z
      .boolean()
      .optional()
      .describe('True to have one beside another that is open'),
  })
  .meta({ id: 'IncidentRequest' });

/** @public */
export type IncidentRequest = z.infer<typeof incidentRequestSchema>;

/** A role that is `null` is given back. */
const roleChange = person.nullable().optional();

export const incidentChangeSchema = z
  .strictObject({
    version: z.int().describe('The one that was seen'),
    title: title.optional(),
    summary: summary.optional(),
    status: incidentStatusSchema.optional(),
    severity: incidentLevelSchema.optional(),
    errorClass: triageErrorClassSchema.optional(),
    roles: z
      .strictObject({
        commander: roleChange,
        communicationsLead: roleChange,
        operationsLead: roleChange,
        responders: incidentRolesSchema.shape.responders.optional(),
      })
      .optional(),
    startedAt: z.iso.datetime().optional(),
    reason: reason
      .optional()
      .describe(
        'Required for a fall of severity, and for resolving while the triage says otherwise',
      ),
  })
  .meta({ id: 'IncidentChange' });

/** @public */
export type IncidentChange = z.infer<typeof incidentChangeSchema>;

export const incidentMergeSchema = z
  .strictObject({ into: incidentNameSchema })
  .meta({ id: 'IncidentMerge' });

/**
 * Whether nobody has resolved it.
 *
 * @public
 */
export function isOpen({ status }: Pick<Incident, 'status'>): boolean {
  return status !== 'resolved';
}
