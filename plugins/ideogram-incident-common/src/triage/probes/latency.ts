import { z } from 'zod';
import { formatDuration } from '../../format/duration';
import { defineProbe } from './probe';

const detailsSchema = z.object({
  window: z.string(),
  p95Seconds: z
    .number()
    .optional()
    .describe('Absent where there was no traffic'),
  thresholdSeconds: z.number(),
  warnings: z.array(z.string()),
});

/** @public */
export type LatencyDetails = z.infer<typeof detailsSchema>;

export const latency = defineProbe({
  name: 'latency',
  title: 'latency',
  details: detailsSchema,
  describe: ({ p95Seconds, thresholdSeconds }) =>
    p95Seconds === undefined
      ? 'There were no requests to time.'
      : `P95 is ${formatDuration(p95Seconds)}, the limit is ${formatDuration(
          thresholdSeconds,
        )}.`,
});
