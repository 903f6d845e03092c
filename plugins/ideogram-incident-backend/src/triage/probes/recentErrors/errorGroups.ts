import {
  maskSecrets,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { shortened } from '../../../upstream/text';
import { httpStatusOf } from './httpStatusOf';
import type { LogLine } from './logLine';
import { messageOf } from './messageOf';
import { normalise } from './normalise';

const MOST_GROUPS = 20;
const LONGEST_GROUP = 300;
/** Two messages that are alike so far are alike. */
const LONGEST_COMPARED = 1_000;
/** Longer, so that a secret is masked whole before the rest is cut. */
const LONGEST_MASKED = 4_096;

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

/** Gathers error lines that say the same. */
export class ErrorGroups {
  private readonly groups = new Map<string, Group>();

  add({ text, at }: LogLine): void {
    const httpStatus = httpStatusOf(text);
    const sample = messageOf(text).slice(0, LONGEST_MASKED);
    const compared = sample.slice(0, LONGEST_COMPARED);
    const key = `${httpStatus} ${normalise(compared, httpStatus)}`;
    let group = this.groups.get(key);
    if (!group) {
      group = { sample, httpStatus, count: 0 };
      this.groups.set(key, group);
    }
    group.count += 1;
    if (at !== undefined) {
      group.lastSeenAt = Math.max(at, group.lastSeenAt ?? at);
    }
  }

  /** With secrets masked. */
  mostFrequent(): RecentErrorsDetails['groups'] {
    return [...this.groups.values()]
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
}
