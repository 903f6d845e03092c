import { z } from 'zod';
import { formatNumber, formatPercent, formatRate } from '../../format/quantity';
import { errorClassSchema, errorTypesInWords } from '../errorClass';
import { defineProbe } from './probe';
import { formatWindow } from '../../format/duration';

const detailsSchema = z.object({
  window: z
    .string()
    .describe(
      'A PromQL duration or the seconds between two scrapes, such as `5m`',
    ),
  requestsPerSecond: z
    .number()
    .optional()
    .describe('Absent where they are not counted'),
  errorsPerSecond: z.number(),
  errorRatio: z
    .number()
    .optional()
    .describe(
      '0 to 1; absent where there are no requests, or they are not counted',
    ),
  threshold: z
    .number()
    .describe('The ratio from which the reading is degraded'),
  errors: z
    .array(
      z.object({
        errorType: z
          .string()
          .describe("The label's value: an HTTP status or a word"),
        errorClass: errorClassSchema,
        perSecond: z.number(),
      }),
    )
    .describe('Largest first; 422 and blocked images are not among them'),
  rateLimitedPerMinute: z.number(),
  rateLimitedThreshold: z.number(),
  blockedPerSecond: z
    .number()
    .describe('Images refused by the safety filter: counted apart, no errors'),
  warnings: z
    .array(z.string())
    .describe('What the source warned of, such as partial data'),
});

/** @public */
export type ErrorRateDetails = z.infer<typeof detailsSchema>;

const MAX_TYPES = 3;

/** What requests do that end in an error: fail with a status, or get no answer. */
function failureOf({ errors }: ErrorRateDetails) {
  const happening = errors.filter(({ perSecond }) => perSecond > 0);
  const isSilence =
    happening.length > 0 &&
    happening.every(({ errorClass }) => errorClass === 'network');
  const types = errorTypesInWords(
    happening.slice(0, MAX_TYPES).map(({ errorType }) => errorType),
  );
  return {
    verb: isSilence ? 'get no answer' : 'fail',
    types: types && ` ${types}`,
  };
}

export const errorRate = defineProbe({
  name: 'error-rate',
  title: 'error rate',
  details: detailsSchema,
  describe(details) {
    const {
      requestsPerSecond = 0,
      errorsPerSecond,
      errorRatio,
      threshold,
    } = details;
    const { verb, types } = failureOf(details);
    const requests = formatRate(requestsPerSecond, 'requests');
    if (errorsPerSecond <= 0) {
      return requestsPerSecond > 0
        ? `None of ${requests} fails.`
        : `There were no requests in ${formatWindow(details.window)}.`;
    }
    if (errorRatio === undefined) {
      return `There are ${formatRate(errorsPerSecond, 'errors')}${types}.`;
    }
    const share = `${formatPercent(Math.min(1, errorRatio))} of ${requests}`;
    if (errorRatio >= threshold) return `${share} ${verb}${types}.`;
    if (details.rateLimitedPerMinute >= details.rateLimitedThreshold) {
      const perMinute = formatNumber(details.rateLimitedPerMinute);
      return `${perMinute} requests a minute are refused with 429, the limit is ${details.rateLimitedThreshold}.`;
    }
    return `${share} ${verb}${types}, the limit is ${formatPercent(
      threshold,
    )}.`;
  },
});
