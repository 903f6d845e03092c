import { z } from 'zod';
import { formatDuration } from '../../format/duration';
import { oneLine } from '../../format/text';
import { defineProbe } from './probe';

export const SLOW_FROM_SECONDS = 5;

const detailsSchema = z.object({
  url: z.string().describe('What was asked for, from the portal'),
  httpStatus: z
    .number()
    .optional()
    .describe('Absent where there was no answer'),
  seconds: z.number().optional().describe('How long the answer took'),
  noAnswer: z
    .string()
    .optional()
    .describe(
      'What it did instead of answering, such as `refuses the connection`: its name was not found, it refused, or the time was over',
    ),
  key: z
    .object({
      answer: z.enum(['accepted', 'refused', 'unknown']),
      words: z
        .string()
        .describe('Who answered what, such as `api.ideogram.ai answers 401`'),
      askedAt: z.iso.datetime(),
    })
    .optional()
    .describe(
      'What Ideogram says of the key in the secret; only with `ideogram.probe.verifyKey`',
    ),
});

/** @public */
export type IdeogramApiDetails = z.infer<typeof detailsSchema>;

const isSlow = ({ seconds = 0 }: IdeogramApiDetails) =>
  seconds > SLOW_FROM_SECONDS;

/**
 * In words that follow its name: `answers 429`, `gave no answer in 5 s`. Which
 * of its server errors it was is chance, and no two sentences should differ
 * by it.
 */
export function whatIdeogramDoes(details: IdeogramApiDetails): string {
  const { httpStatus = 0, seconds = 0, noAnswer } = details;
  if (noAnswer !== undefined) return oneLine(noAnswer, 100);
  if (httpStatus >= 500) return 'answers with a server error';
  return isSlow(details) && httpStatus !== 429
    ? `takes ${formatDuration(seconds)} to answer`
    : `answers ${httpStatus}`;
}

export const ideogramApi = defineProbe({
  name: 'ideogram-api',
  title: 'Ideogram API',
  details: detailsSchema,
  describe(details) {
    const { httpStatus = 0, seconds = 0, noAnswer, key } = details;
    const failsToAnswer = noAnswer !== undefined || httpStatus >= 500;
    if (!failsToAnswer && key?.answer === 'refused') {
      return 'Asked from the portal, Ideogram refuses our key.';
    }
    if (failsToAnswer || httpStatus === 429 || isSlow(details)) {
      return `Asked from the portal, Ideogram ${whatIdeogramDoes(details)}.`;
    }
    const accepts = key?.answer === 'accepted' ? ', and accepts our key' : '';
    return `Ideogram answers the portal in ${formatDuration(
      seconds,
    )}${accepts}.`;
  },
});
