import { z } from 'zod';
import { isoDurationMs } from '../format/duration';
import { errorClassSchema } from '../triage/errorClass';
import { problemSchema } from '../triage/problem';
import { readOfTarget, targetQuery } from './entityRoutes';
import { defineRoute } from './route';

const MIN_SECONDS = 60;
const MAX_SECONDS = 31 * 24 * 3600;

/** Zero for what is no duration. */
const secondsOf = (duration: string) => (isoDurationMs(duration) ?? 0) / 1000;

function isWithinLimits(duration: string): boolean {
  const seconds = secondsOf(duration);
  return seconds >= MIN_SECONDS && seconds <= MAX_SECONDS;
}

/** An ISO 8601 duration in the query, seconds after parsing. */
export const metricsSinceSchema = z
  .string()
  .max(32, { abort: true })
  .refine(
    isWithinLimits,
    'must be an ISO 8601 duration between PT1M and P31D, such as PT2H',
  )
  .default('PT2H')
  .describe('How far back, an ISO 8601 duration between PT1M and P31D')
  .transform(secondsOf);

const pointsSchema = z
  .array(z.tuple([z.number(), z.number().nullable()]))
  .describe('Unix seconds and value; null is a gap, never zero');

/** @public */
export const metricsSchema = z
  .object({
    target: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    stepSeconds: z.number(),
    source: z.string().optional(),
    errorsByType: z
      .array(
        z.object({
          errorType: z.string(),
          errorClass: errorClassSchema,
          points: pointsSchema,
        }),
      )
      .describe('Errors per second, by the label of the error series'),
    requests: pointsSchema.describe('Requests per second'),
    errorRatio: pointsSchema.describe('Errors as a share of requests, 0 to 1'),
    latencyP95: pointsSchema.describe('Seconds'),
    thresholds: z.object({
      errorRatio: z.number(),
      latencyP95Seconds: z.number(),
    }),
    warnings: z.array(z.string()),
    problems: z
      .array(problemSchema)
      .describe('Why a series, or its first source, could not be read'),
  })
  .meta({ id: 'Metrics' });

/**
 * What the charts are drawn from.
 *
 * @public
 */
export type Metrics = z.infer<typeof metricsSchema>;

export const metricsRoutes = {
  metrics: defineRoute({
    ...readOfTarget,
    path: '/entities/:kind/:namespace/:name/metrics',
    summary: 'Series for the charts: errors, requests, error ratio, latency',
    query: targetQuery.extend({ since: metricsSinceSchema }),
    response: metricsSchema,
    auditEvent: { id: 'metrics-read', severity: 'low' },
  }),
};
