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

type ErrorOfType = ErrorRateDetails['errors'][number];

/**
 * Whether errors need a person, however few they are.
 *
 * @public
 */
export const isUrgent = ({
  errorClass,
}: Pick<ErrorOfType, 'errorClass'>): boolean =>
  errorClass === 'authentication' || errorClass === 'billing';

/** @public */
export const isOverRateLimit = (
  rate: Pick<ErrorRateDetails, 'rateLimitedPerMinute' | 'rateLimitedThreshold'>,
): boolean => rate.rateLimitedPerMinute > rate.rateLimitedThreshold;

const MAX_TYPES = 3;

/**
 * The most frequent, in the order of their names: of two that are as frequent,
 * each comes first now and then, and a sentence should stay what it is.
 */
function typesInWords(errors: readonly ErrorOfType[]): string {
  const types = errors.slice(0, MAX_TYPES).map(({ errorType }) => errorType);
  return errorTypesInWords(types.sort());
}

/** What requests do that end in an error: fail with a status, or get no answer. */
function failureOf(happening: readonly ErrorOfType[]) {
  const isSilence =
    happening.length > 0 &&
    happening.every(({ errorClass }) => errorClass === 'network');
  const types = typesInWords(happening);
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
    const happening = details.errors.filter(({ perSecond }) => perSecond > 0);
    const { verb, types } = failureOf(happening);
    const requests = formatRate(requestsPerSecond, 'requests');
    if (errorsPerSecond <= 0) {
      return requestsPerSecond > 0
        ? `None of ${requests} fails.`
        : `There were no requests in ${formatWindow(details.window)}.`;
    }
    if (errorRatio === undefined || requestsPerSecond <= 0) {
      return `There are ${formatRate(errorsPerSecond, 'errors')}${types}.`;
    }
    const share = `${formatPercent(Math.min(1, errorRatio))} of ${requests}`;
    if (errorRatio >= threshold) return `${share} ${verb}${types}.`;
    const limit = `the limit is ${formatPercent(threshold)}`;
    const urgent = happening.filter(isUrgent);
    if (urgent.length > 0 && urgent.length < happening.length) {
      return `${share} ${verb}, some ${typesInWords(urgent)}, ${limit}.`;
    }
    if (isOverRateLimit(details) && urgent.length === 0) {
      const perMinute = formatNumber(details.rateLimitedPerMinute);
      return `${perMinute} requests a minute are refused with 429, the limit is ${details.rateLimitedThreshold}.`;
    }
    return `${share} ${verb}${types}, ${limit}.`;
  },
});
