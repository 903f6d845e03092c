import { z } from 'zod';

/** @public */
export const problemSchema = z
  .object({
    issue: z.string().describe("What can't be done, in one sentence"),
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
