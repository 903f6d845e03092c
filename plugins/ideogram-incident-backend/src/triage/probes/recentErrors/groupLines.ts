import {
  maskSecrets,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { shortened } from '../../../upstream/kubernetes';
import { httpStatusOf } from './httpStatusOf';
import type { LogLine } from './logLine';
import { messageOf } from './messageOf';

const MOST_GROUPS = 20;
const LONGEST_GROUP = 300;
/** Two messages that are alike so far are alike. */
const LONGEST_COMPARED = 1_000;
/** Longer, so that a secret is masked whole before the rest is cut. */
const LONGEST_MASKED = 4_096;

const LEADING_TIME =
  /^[[(]?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z| ?[+-]\d{2}:?\d{2})?[\])]?[\s|-]*/;
const TIME =
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g;
const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g;
const WORD = /[\w-]+/g;
/** `sha256`, `ideogram-v3` and `1500ms` say more than an id. */
const TELLING_WORD = /^(?:[a-z]+(?:[_-][a-z]+)*[_-]?\d{1,3}|\d+[a-z]{1,3})$/i;
const SHORTEST_ID = 6;
const NUMBER = /(?<![\w<])-?\d+(?:[.,:]\d+)*/g;

/** Letters and digits mixed, as no word of a language has them. */
function isId(word: string): boolean {
  return (
    word.length >= SHORTEST_ID &&
    /\d/.test(word) &&
    /[a-z]/i.test(word) &&
    !TELLING_WORD.test(word)
  );
}

/**
 * A message without what differs from one occurrence to the next; its HTTP
 * status stays.
 */
export function normalise(message: string, httpStatus?: number): string {
  const kept = String(httpStatus);
  return message
    .replace(LEADING_TIME, '')
    .replace(TIME, '<time>')
    .replace(UUID, '<id>')
    .replace(ADDRESS, '<address>')
    .replace(WORD, word => (isId(word) ? '<id>' : word))
    .replace(NUMBER, number => (number === kept ? number : '<n>'))
    .replace(/\s+/g, ' ')
    .trim();
}

interface Group {
  sample: string;
  httpStatus?: number;
  count: number;
  lastSeenAt?: number;
}

/** Masked first: a secret without its numbers has no form to be known by. */
function shown(sample: string, httpStatus: number | undefined): string {
  const masked = maskSecrets(sample).text.slice(0, LONGEST_COMPARED);
  return shortened(normalise(masked, httpStatus), LONGEST_GROUP);
}

/** Lines that say the same, most frequent first, with secrets masked. */
export function groupLines(
  lines: readonly LogLine[],
): RecentErrorsDetails['groups'] {
  const groups = new Map<string, Group>();
  for (const { text, at } of lines) {
    const httpStatus = httpStatusOf(text);
    const sample = messageOf(text).slice(0, LONGEST_MASKED);
    const compared = sample.slice(0, LONGEST_COMPARED);
    const key = `${httpStatus} ${normalise(compared, httpStatus)}`;
    const group = groups.get(key) ?? { sample, httpStatus, count: 0 };
    group.count += 1;
    if (at !== undefined)
      group.lastSeenAt = Math.max(at, group.lastSeenAt ?? at);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_GROUPS)
    .map(({ sample, httpStatus, count, lastSeenAt }) => ({
      text: shown(sample, httpStatus),
      count,
      ...(httpStatus !== undefined && { httpStatus }),
      ...(lastSeenAt !== undefined && {
        lastSeenAt: new Date(lastSeenAt).toISOString(),
      }),
    }));
}
