import type {
  Masker,
  RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  KubernetesError,
  LogOfRun,
  LogToRead,
} from '../../../upstream/kubernetes';
import { shortened } from '../../../upstream/text';
import { ErrorGroups } from './errorGroups';
import type { ErrorRecord } from './errorRecord';
import { errorsOf } from './errorsOf';
import { endsInError, lastLinesOf, type LastWords } from './lastWords';
import type { LogPlace } from './logLine';
import { TimeSlice } from './timeSlice';

/** What became of the log of one container. */
export type LogOutcome = { log: LogToRead } & (
  | { runs: readonly LogOfRun[] }
  | { error: KubernetesError }
);

const MAX_LINES = 20;
const MAX_LINE_LENGTH = 500;
/** Of an error with its stack trace. */
const MAX_ERROR_LENGTH = 2_000;
/** Longer, so that a secret is masked whole before the rest is cut. */
const MAX_MASKED_LENGTH = 4_096;
const MAX_LAST_WORDS = 3;

/** The errors in all logs together. */
export async function collectErrors(
  outcomes: readonly LogOutcome[],
  {
    sinceSeconds,
    podsSince,
    isPart,
    masker,
  }: {
    sinceSeconds: number;
    podsSince?: string;
    isPart: boolean;
    masker: Masker;
  },
): Promise<RecentErrorsDetails> {
  const slice = new TimeSlice();
  const groups = new ErrorGroups();
  const errors: ErrorRecord[] = [];
  const lastWords: LastWords[] = [];
  let truncated = isPart;
  for (const outcome of outcomes) {
    if ('error' in outcome) continue;
    const { end } = outcome.log;
    for (const [index, run] of outcome.runs.entries()) {
      truncated ||= run.truncated;
      const place = placeOf(outcome.log, run);
      const found = await errorsOf(place, run.text, slice);
      if (end && index === 0) {
        const lines = lastLinesOf(place, run.text);
        if (found.length === 0 && endsInError(end, lines)) {
          found.push({ ...lines.at(-1)!, more: [], exceptions: [] });
        }
        if (lines.length > 0) lastWords.push({ ...place, end, lines });
      }
      for (const error of found) {
        groups.add(error);
        errors.push(error);
        if (slice.isUsedUp()) await slice.renew();
      }
    }
  }
  errors.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const lines = errors
    .slice(-MAX_LINES)
    .map(error => shownError(error, masker));
  const { total: masked } = masker;
  const words = lastWords
    .sort((a, b) => (b.end.at ?? 0) - (a.end.at ?? 0))
    .slice(0, MAX_LAST_WORDS)
    .map(each => shownWords(each, masker));
  return {
    since: `${sinceSeconds / 60}m`,
    ...(podsSince && { podsSince }),
    total: errors.length,
    groups: groups.mostFrequent(masker),
    lines,
    ...(words.length > 0 && { lastWords: words }),
    masked,
    truncated,
    unreadablePods: outcomes.flatMap(outcome =>
      'error' in outcome
        ? { pod: outcome.log.pod, reason: reasonOf(outcome.error) }
        : [],
    ),
  };
}

function placeOf(
  { pod, container, isInit }: LogToRead,
  run: LogOfRun,
): LogPlace {
  return {
    pod,
    ...(container !== undefined && { container }),
    ...(isInit && { init: true as const }),
    ...(run.previous && { previous: true as const }),
  };
}

const timeOf = (at: number | undefined) =>
  at === undefined ? {} : { at: new Date(at).toISOString() };

function shownError(error: ErrorRecord, masker: Masker) {
  const { text, more, exceptions: _, at, ...place } = error;
  const whole = [text, ...more].join('\n').slice(0, MAX_MASKED_LENGTH);
  const length = more.length > 0 ? MAX_ERROR_LENGTH : MAX_LINE_LENGTH;
  return {
    ...place,
    ...timeOf(at),
    text: shortened(masker.mask(whole), length),
  };
}

function shownWords({ end, lines, ...place }: LastWords, masker: Masker) {
  const { exitCode, reason } = end;
  return {
    ...place,
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason: shortened(reason, MAX_LINE_LENGTH) }),
    ...timeOf(end.at),
    lines: lines.map(({ text }) =>
      shortened(masker.mask(text.slice(0, MAX_MASKED_LENGTH)), MAX_LINE_LENGTH),
    ),
  };
}

function reasonOf(error: KubernetesError): string {
  return error.reason ?? `The cluster ${error.fault}`;
}
