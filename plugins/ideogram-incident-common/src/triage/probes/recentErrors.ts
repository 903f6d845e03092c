import { z } from 'zod';
import { formatCount } from '../../format/quantity';
import { defineProbe } from './probe';
import { formatWindow } from '../../format/duration';

/** Which log a line stands in. */
const place = {
  pod: z.string(),
  container: z.string().optional().describe('Of a pod that has several'),
  init: z
    .literal(true)
    .optional()
    .describe('Of a container that has to end before those of the pod start'),
  previous: z
    .literal(true)
    .optional()
    .describe("Of the run before the container's last restart"),
};

const detailsSchema = z.object({
  since: z.string().describe('How far back was read, such as `5m`'),
  podsSince: z
    .string()
    .optional()
    .describe(
      'Set where all pods are younger than that: when the first of them was made, before which no log is left',
    ),
  total: z
    .number()
    .describe(
      'Error lines in all that was read; one with its stack trace is 1',
    ),
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
        ...place,
        at: z.string().optional(),
        text: z.string().describe('With the stack trace, on several lines'),
      }),
    )
    .describe('The last 20 error lines, oldest first, secrets masked'),
  lastWords: z
    .array(
      z.object({
        ...place,
        exitCode: z.number().optional(),
        reason: z
          .string()
          .optional()
          .describe("The cluster's word for the end, such as `OOMKilled`"),
        at: z.string().optional().describe('When it ended'),
        lines: z
          .array(z.string())
          .describe('The last 20 lines, whatever they say, secrets masked'),
      }),
    )
    .optional()
    .describe('What containers said before they crashed lately, latest first'),
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

/**
 * "No error line", and in what time: what pods that are gone have said is not
 * known.
 *
 * @public
 */
export function noErrorLine({
  since,
  podsSince,
}: Pick<RecentErrorsDetails, 'since' | 'podsSince'>): string {
  return podsSince
    ? `No error line since the pods started at ${podsSince.slice(11, 16)} UTC`
    : `No error line in ${formatWindow(since)}`;
}

export const recentErrors = defineProbe({
  name: 'recent-errors',
  title: 'recent errors',
  details: detailsSchema,
  describe({ total, since, podsSince, groups }) {
    const window = formatWindow(since);
    if (total === 0) return `${noErrorLine({ since, podsSince })}.`;
    const kinds = groups.length > 1 ? `, ${groups.length} kinds` : '';
    return `${formatCount(total, 'error line')} in ${window}${kinds}.`;
  },
});
