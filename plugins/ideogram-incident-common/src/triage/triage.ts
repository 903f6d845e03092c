import { z } from 'zod';
import { errorClassSchema } from './errorClass';
import { readingSchema } from './reading';

export const severityLevelSchema = z.enum(['P1', 'P2', 'P3', 'P4', 'none']);

/** @public */
export type SeverityLevel = z.infer<typeof severityLevelSchema>;

export const severitySchema = z
  .object({
    level: severityLevelSchema,
    reasons: z
      .array(z.string())
      .describe('What led to the level, the strongest first'),
    respondWithin: z
      .string()
      .optional()
      .describe('An ISO 8601 duration, or `next-business-day`'),
    since: z.iso
      .datetime()
      .optional()
      .describe(
        'When this level, or a worse one, began with the same error class and without a break; absent where that is not known',
      ),
    sinceFrom: z
      .enum(['metrics', 'looks'])
      .optional()
      .describe(
        'What `since` is known from: the series in Prometheus or the cluster (`metrics`), or triages without a hole between them',
      ),
    seenSince: z.iso
      .datetime()
      .optional()
      .describe(
        'In place of `since` where it is not known when the level began: it is known to hold since then, and may have begun earlier',
      ),
  })
  .meta({ id: 'Severity' });

/** @public */
export type Severity = z.infer<typeof severitySchema>;

export const questionIdSchema = z.enum([
  'api-errors',
  'vendor-incident',
  'service-healthy',
]);

/** @public */
export type QuestionId = z.infer<typeof questionIdSchema>;

export const answerSchema = z.enum(['yes', 'no', 'unknown']);

/** @public */
export type Answer = z.infer<typeof answerSchema>;

export const questionSchema = z
  .object({
    id: questionIdSchema,
    question: z.string(),
    answer: answerSchema,
    because: z.string().describe('One sentence, with the numbers in it'),
    onPath: z.boolean(),
  })
  .meta({ id: 'Question' });

/**
 * One question of the decision tree with its answer.
 *
 * @public
 */
export type Question = z.infer<typeof questionSchema>;

export const outcomeSchema = z.enum([
  'wait-for-ideogram',
  'fix-our-integration',
  'monitor',
  'fix-our-infrastructure',
  'undetermined',
]);

/** @public */
export type Outcome = z.infer<typeof outcomeSchema>;

export const guidanceStepSchema = z
  .object({
    text: z.string().describe('What to do, as an order'),
    detail: z.string().optional(),
    action: z
      .string()
      .optional()
      .describe('The remediation action that does this step'),
    command: z
      .string()
      .optional()
      .describe('A shell command, filled in for this target'),
    link: z.object({ title: z.string(), url: z.string() }).optional(),
    outcome: outcomeSchema
      .optional()
      .describe(
        'With undetermined: the possible outcome that this step is for; the first step of an outcome says on which answers it follows',
      ),
  })
  .meta({ id: 'GuidanceStep' });

/** @public */
export type GuidanceStep = z.infer<typeof guidanceStepSchema>;

export const decisionSchema = z
  .object({
    path: z.array(questionSchema).describe('All three questions'),
    outcome: outcomeSchema,
    possible: z
      .array(outcomeSchema)
      .optional()
      .describe('With undetermined: what the known answers leave open'),
    guidance: z.array(guidanceStepSchema).describe('What to do, in order'),
  })
  .meta({ id: 'Decision' });

/** @public */
export type Decision = z.infer<typeof decisionSchema>;

export const triageErrorClassSchema = z.enum([
  ...errorClassSchema.options,
  'unknown',
]);

/** @public */
export type TriageErrorClass = z.infer<typeof triageErrorClassSchema>;

export const outageSchema = z
  .object({
    level: z.enum(['P1', 'P2']).describe('At its worst'),
    errorClass: triageErrorClassSchema,
    since: z.iso
      .datetime()
      .optional()
      .describe('When that level began; absent where that is not known'),
    seenSince: z.iso
      .datetime()
      .optional()
      .describe('In place of `since`: it may have begun earlier'),
    lastSeenAt: z.iso.datetime(),
    until: z.iso
      .datetime()
      .optional()
      .describe(
        'When that level ended; absent where it is only known that it ended after `lastSeenAt`',
      ),
  })
  .meta({ id: 'Outage' });

/**
 * A time in which users were hit.
 *
 * @public
 */
export type Outage = z.infer<typeof outageSchema>;

/** @public */
export const triageSchema = z
  .object({
    entityRef: z.string(),
    target: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    readings: z.array(readingSchema),
    errorClass: triageErrorClassSchema,
    severity: severitySchema,
    decision: decisionSchema,
    lastOutage: outageSchema
      .optional()
      .describe('The last P1 or P2 of the past 24 h, while none holds'),
  })
  .meta({ id: 'Triage' });

/**
 * All readings of a target at one moment, and what follows from them.
 *
 * @public
 */
export type Triage = z.infer<typeof triageSchema>;
