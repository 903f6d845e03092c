import type {
  Masker,
  RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { shortened } from '../../../upstream/text';
import { headline, type ErrorRecord } from './errorRecord';
import { httpStatusOf, messageOf, normalise } from './message';

const MAX_GROUPS = 20;
/** Of so many of the most frequent, those that are shown alike become one. */
const MAX_MERGED = 200;
const MAX_GROUP_LENGTH = 300;
/** A text is cut to what is shown of it; before that, much can get shorter. */
const MAX_READ_LENGTH = 1_000;
/** Longer, so that a secret is masked whole before the rest is cut. */
const MAX_MASKED_LENGTH = 4_096;

interface Group {
  sample: string;
  httpStatus?: number;
  count: number;
  lastSeenAt?: number;
}

/** What differs from one line to the next is gone, and what is too long. */
function kindOf(message: string, httpStatus: number | undefined): string {
  const kind = normalise(message.slice(0, MAX_READ_LENGTH), httpStatus);
  if (httpStatus === undefined) return shortened(kind, MAX_GROUP_LENGTH);
  // Two kinds that differ in nothing else would look the same.
  const suffix = ` (${httpStatus})`;
  const short = shortened(kind, MAX_GROUP_LENGTH - suffix.length);
  return short.includes(String(httpStatus)) ? short : `${short}${suffix}`;
}

function later(a: number | undefined, b: number | undefined) {
  return a === undefined || b === undefined ? a ?? b : Math.max(a, b);
}

/** Counts a group in, beside others of its kind. */
function gather(groups: Map<string, Group>, kind: string, group: Group): void {
  const before = groups.get(kind);
  if (!before) {
    groups.set(kind, { ...group });
    return;
  }
  before.count += group.count;
  before.lastSeenAt = later(before.lastSeenAt, group.lastSeenAt);
}

const mostFrequentOf = (groups: Map<string, Group>, most: number) =>
  [...groups].sort(([, a], [, b]) => b.count - a.count).slice(0, most);

function firstStatusIn(texts: readonly string[]): number | undefined {
  for (const text of texts) {
    const status = httpStatusOf(text);
    if (status !== undefined) return status;
  }
  return undefined;
}

/** Gathers errors that say the same. */
export class ErrorGroups {
  private readonly groups = new Map<string, Group>();

  add(error: ErrorRecord): void {
    const { text, exceptions, at } = error;
    const message = headline({ ...error, text: messageOf(text) });
    const httpStatus = firstStatusIn([text, message, ...exceptions]);
    const sample = message.slice(0, MAX_MASKED_LENGTH);
    gather(this.groups, kindOf(sample, httpStatus), {
      sample,
      httpStatus,
      count: 1,
      lastSeenAt: at,
    });
  }

  /** With secrets masked, and no two that look the same. */
  mostFrequent(masker: Masker): RecentErrorsDetails['groups'] {
    const shown = new Map<string, Group>();
    for (const [, group] of mostFrequentOf(this.groups, MAX_MERGED)) {
      // Masked first: a secret without its numbers has no form to be known by.
      const masked = masker.mask(group.sample);
      gather(shown, kindOf(masked, group.httpStatus), group);
    }
    return mostFrequentOf(shown, MAX_GROUPS).map(
      ([text, { httpStatus, count, lastSeenAt }]) => ({
        text,
        count,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(lastSeenAt !== undefined && {
          lastSeenAt: new Date(lastSeenAt).toISOString(),
        }),
      }),
    );
  }
}
