import { z } from 'zod';
import { problemSchema } from '../triage/problem';
import {
  outcomeSchema,
  questionIdSchema,
  answerSchema,
  severityLevelSchema,
  triageErrorClassSchema,
} from '../triage/triage';
import { operationSchema } from '../remediation/operation';
import { incidentLevelSchema, incidentStatusSchema } from './incident';

const reason = z.string().optional();

const alertIdentity = {
  fingerprint: z.string(),
  startsAt: z.iso.datetime(),
};

/**
 * What an entry of each type tells, as data: the sentence is made where it is
 * shown.
 */
export const entryDataSchemas = {
  opened: z.object({
    by: z.enum(['person', 'alert', 'watcher']),
    severity: incidentLevelSchema,
    errorClass: triageErrorClassSchema,
    reasons: z.array(z.string()).describe('For the severity'),
    drill: z.boolean(),
    former: z
      .string()
      .optional()
      .describe('The number of one that ended shortly before'),
  }),
  triage: z.object({
    level: severityLevelSchema,
    reasons: z.array(z.string()),
    errorClass: triageErrorClassSchema,
    outcome: outcomeSchema,
    answers: z.array(
      z.object({
        id: questionIdSchema,
        answer: answerSchema,
        because: z.string(),
      }),
    ),
    unavailable: z
      .array(z.object({ probe: z.string(), problem: problemSchema.optional() }))
      .describe('Readings that could not be taken'),
  }),
  'alert-fired': z.object({
    ...alertIdentity,
    name: z.string(),
    summary: z.string().optional(),
    labels: z.record(z.string(), z.string()),
  }),
  'alert-resolved': z.object({
    ...alertIdentity,
    name: z.string(),
    endsAt: z.iso.datetime(),
  }),
  acknowledged: z.object({
    how: z.enum(['acknowledge', 'role', 'note', 'operation', 'change']),
  }),
  'severity-changed': z.object({
    from: incidentLevelSchema,
    to: incidentLevelSchema,
    reason,
  }),
  'status-changed': z.object({
    from: incidentStatusSchema,
    to: incidentStatusSchema,
    reason,
  }),
  'role-changed': z.object({
    role: z.enum([
      'commander',
      'communicationsLead',
      'operationsLead',
      'responder',
    ]),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  'details-changed': z.object({
    field: z.enum(['title', 'summary', 'errorClass', 'startedAt']),
    from: z.string().optional(),
    to: z.string(),
    reason,
  }),
  'operation-started': operationSchema.pick({
    id: true,
    action: true,
    title: true,
    reason: true,
    status: true,
  }),
  'operation-ended': operationSchema.pick({
    id: true,
    action: true,
    title: true,
    status: true,
    outcome: true,
    summary: true,
  }),
  note: z.object({}),
  correction: z.object({}),
  'vendor-update': z.object({
    title: z.string(),
    status: z.string(),
    url: z.string().optional(),
  }),
  merged: z.object({
    direction: z.enum(['into', 'from']),
    number: z.string().describe('Of the other one'),
  }),
  reminder: z.object({
    about: z.enum([
      'response-nearly-due',
      'response-overdue',
      'decide-the-end',
    ]),
  }),
} as const;

/** @public */
export type TimelineEntryType = keyof typeof entryDataSchemas;

const facts = z.object({
  id: z.string(),
  sequence: z.int().min(1).describe('Counts up without a gap'),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  actor: z
    .string()
    .describe('The entity reference of a user, `rule`, `alert` or `watcher`'),
  text: z.string().optional().describe('Markdown, of notes and corrections'),
  corrects: z.string().optional().describe('The id of another entry'),
  previousHash: z.string(),
  hash: z
    .string()
    .describe(
      'SHA-256, hex, of the canonical JSON (RFC 8785) of the entry without `hash` and with `incidentId`',
    ),
});

type EntryOf<T extends TimelineEntryType> = z.infer<typeof facts> & {
  type: T;
  data: z.infer<(typeof entryDataSchemas)[T]>;
};

/**
 * Something that happened: typed, never changed, and chained to the one before
 * it by its hash.
 *
 * @public
 */
export type TimelineEntry = {
  [T in TimelineEntryType]: EntryOf<T>;
}[TimelineEntryType];

const types = Object.keys(entryDataSchemas) as TimelineEntryType[];

/** @public */
export const timelineEntrySchema = z
  .discriminatedUnion(
    'type',
    types.map(type =>
      facts.extend({
        type: z.literal(type),
        data: entryDataSchemas[type] as z.ZodObject,
      }),
    ) as unknown as [z.ZodObject, ...z.ZodObject[]],
  )
  .meta({ id: 'TimelineEntry' }) as unknown as z.ZodType<TimelineEntry>;

export const timelinePageSchema = z
  .object({
    entries: z.array(timelineEntrySchema),
    nextCursor: z.string().optional(),
    head: z
      .object({ sequence: z.int(), hash: z.string() })
      .describe('Of the whole timeline'),
  })
  .meta({ id: 'TimelinePage' });

/** @public */
export type TimelinePage = z.infer<typeof timelinePageSchema>;

export const noteRequestSchema = z
  .strictObject({
    text: z.string().trim().min(1).max(20_000).describe('Markdown'),
    occurredAt: z.iso
      .datetime()
      .optional()
      .describe('Where it tells of an earlier moment'),
    corrects: z
      .uuid()
      .optional()
      .describe('The id of an entry that it corrects'),
  })
  .meta({ id: 'NoteRequest' });

/** @public */
export type NoteRequest = z.infer<typeof noteRequestSchema>;
