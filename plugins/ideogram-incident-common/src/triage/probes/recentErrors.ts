import { z } from 'zod';
import { formatCount } from '../../format/quantity';
import { defineProbe } from './probe';
import { formatWindow } from '../../format/duration';

const detailsSchema = z.object({
  since: z.string().describe('How far back was read, such as `5m`'),
  total: z.number().describe('Error lines in all that was read'),
  groups: z
    .array(
      z.object({
        text: z.string(),
        count: z.number(),
        httpStatus: z
          .number()
          .optional()
          .describe('The HTTP status that the line names'),
        lastSeenAt: z.string().optional(),
      }),
    )
    .describe(
      'Most frequent first; numbers and ids are replaced, secrets are masked',
    ),
  lines: z
    .array(
      z.object({
        pod: z.string(),
        at: z.string().optional(),
        text: z.string(),
      }),
    )
    .describe('The last 20 error lines, oldest first, secrets masked'),
  masked: z.number().describe('How many secrets were masked in the lines'),
  truncated: z
    .boolean()
    .describe("True where a pod's log was longer than what was read"),
  unreadablePods: z
    .array(z.object({ pod: z.string(), reason: z.string() }))
    .describe('Pods whose log could not be read'),
});

/** @public */
export type RecentErrorsDetails = z.infer<typeof detailsSchema>;

export const recentErrors = defineProbe({
  name: 'recent-errors',
  title: 'recent errors',
  details: detailsSchema,
  describe({ total, since, groups }) {
    const window = formatWindow(since);
    if (total === 0) return `No error line in ${window}.`;
    const kinds = groups.length > 1 ? `, ${groups.length} kinds` : '';
    return `${formatCount(total, 'error line')} in ${window}${kinds}.`;
  },
});
