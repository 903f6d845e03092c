import { z } from 'zod';
import { problemSchema } from '../problem';

export const readingStatusSchema = z.enum([
  'ok',
  'degraded',
  'failing',
  'unknown',
]);

/** @public */
export type ReadingStatus = z.infer<typeof readingStatusSchema>;

/** The fields of every reading, whichever probe took it. */
export const commonFields = {
  status: readingStatusSchema,
  summary: z.string().describe('One line for a person'),
  observedAt: z.iso.datetime(),
  durationMs: z.number(),
  source: z
    .string()
    .optional()
    .describe('Who answered, such as the host of one of several servers'),
  problem: problemSchema
    .optional()
    .describe('Set where the reading, or its first source, failed'),
};

/**
 * Declares a built-in probe: all that is known of its readings beyond the
 * rules that weigh them.
 */
export function defineProbe<
  const TName extends string,
  TDetails extends z.ZodObject,
>(probe: {
  name: TName;
  /** As it is called in a sentence. */
  title: string;
  /** What the summary is read from. */
  details: TDetails;
  /** The details as a sentence with the numbers in it. */
  describe(details: z.output<TDetails>): string;
}) {
  type Told = { probe: TName; details: z.output<TDetails> };
  const isTold = (reading: {
    probe: string;
    details?: unknown;
  }): reading is Told =>
    reading.probe === probe.name && reading.details !== undefined;
  return {
    name: probe.name,
    title: probe.title,
    /** A reading as a sentence; undefined for one without details. */
    describe: (reading: { probe: string; details?: unknown }) =>
      isTold(reading) ? probe.describe(reading.details) : undefined,
    reading: z.object({
      probe: z.literal(probe.name),
      ...commonFields,
      // Of another version of the product, they may have another shape; status
      // and summary count all the same.
      details: probe.details
        .optional()
        .catch(undefined)
        .describe('What the summary was read from'),
    }),
  };
}

/** The length of a label of somebody else's in a sentence. */
export const MAX_LABEL_LENGTH = 40;
