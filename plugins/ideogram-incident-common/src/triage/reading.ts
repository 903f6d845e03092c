import { z } from 'zod';
import type { ReadingDetails } from './readingDetails';

/**
 * The built-in probes, in the order in which a person wants to see them.
 *
 * @public
 */
export const PROBE_NAMES = [
  'status-page',
  'integration-health',
  'error-rate',
  'latency',
  'recent-errors',
  'workload',
] as const;

/** @public */
export type ProbeName = (typeof PROBE_NAMES)[number];

/** @public */
export const readingStatusSchema = z.enum([
  'ok',
  'degraded',
  'failing',
  'unknown',
]);

/** @public */
export type ReadingStatus = z.infer<typeof readingStatusSchema>;

/** @public */
export const problemSchema = z
  .object({
    issue: z.string().describe('What can not be done, in one sentence'),
    cause: z.string().describe('Why, in one sentence'),
    solution: z.string().describe('What to do next, and whom to ask'),
  })
  .meta({ id: 'Problem' });

/**
 * Why something could not be read, and what to do about it.
 *
 * @public
 */
export type Problem = z.infer<typeof problemSchema>;

/** @public */
export const readingSchema = z
  .object({
    probe: z.string().describe('The name of the probe'),
    status: readingStatusSchema,
    summary: z.string().describe('One line for a person'),
    observedAt: z.iso.datetime(),
    durationMs: z.number(),
    source: z
      .string()
      .optional()
      .describe('Who answered, such as the host of one of several servers'),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('What the summary was read from'),
    problem: problemSchema
      .optional()
      .describe('Set where the reading, or its first source, failed'),
  })
  .meta({ id: 'Reading' });

/**
 * One probe's answer. `details` has the shape that {@link ReadingDetails}
 * gives for the built-in probes.
 *
 * @public
 */
export type Reading<P extends string = string> = Omit<
  z.infer<typeof readingSchema>,
  'probe' | 'details'
> & {
  probe: P;
  details?: P extends ProbeName ? ReadingDetails[P] : object;
};

/**
 * The reading of one built-in probe, with the type of its details.
 *
 * @public
 */
export function readingOf<P extends ProbeName>(
  readings: readonly Reading[],
  probe: P,
): Reading<P> | undefined {
  return readings.find(reading => reading.probe === probe) as
    | Reading<P>
    | undefined;
}
