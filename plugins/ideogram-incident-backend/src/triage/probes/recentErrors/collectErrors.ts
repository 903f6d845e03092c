import {
  maskSecrets,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type { KubernetesError, PodLog } from '../../../upstream/kubernetes';
import { shortened } from '../../../upstream/text';
import { errorLinesOf, type LogLine } from './errorLines';
import { ErrorGroups } from './errorGroups';
import { TimeSlice } from './timeSlice';

/** What became of the log of one pod. */
export type PodOutcome =
  | { pod: string; log: PodLog }
  | { pod: string; error: KubernetesError };

const MAX_LINES = 20;
const MAX_LINE_LENGTH = 500;
/** Longer, so that a secret is masked whole before the rest is cut. */
const MAX_MASKED_LENGTH = 4_096;

/** The errors in the logs of all pods together. */
export async function collectErrors(
  outcomes: readonly PodOutcome[],
  { sinceSeconds, isPart }: { sinceSeconds: number; isPart: boolean },
): Promise<RecentErrorsDetails> {
  const slice = new TimeSlice();
  const groups = new ErrorGroups();
  const errors: LogLine[] = [];
  let truncated = isPart;
  for (const outcome of outcomes) {
    if ('error' in outcome) continue;
    truncated ||= outcome.log.truncated;
    for (const line of await errorLinesOf(
      outcome.pod,
      outcome.log.text,
      slice,
    )) {
      groups.add(line);
      errors.push(line);
      if (slice.isUsedUp()) await slice.renew();
    }
  }
  errors.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const last = errors.slice(-MAX_LINES).map(showLine);
  return {
    since: `${sinceSeconds / 60}m`,
    total: errors.length,
    groups: groups.mostFrequent(),
    lines: last.map(({ line }) => line),
    masked: last.reduce((sum, { masked }) => sum + masked, 0),
    truncated,
    unreadablePods: outcomes.flatMap(outcome =>
      'error' in outcome
        ? { pod: outcome.pod, reason: reasonOf(outcome.error) }
        : [],
    ),
  };
}

function showLine({ pod, at, text }: LogLine) {
  const { text: shown, masked } = maskSecrets(text.slice(0, MAX_MASKED_LENGTH));
  return {
    line: {
      pod,
      ...(at !== undefined && { at: new Date(at).toISOString() }),
      text: shortened(shown, MAX_LINE_LENGTH),
    },
    masked,
  };
}

function reasonOf(error: KubernetesError): string {
  return error.reason ?? `The cluster ${error.fault}`;
}
