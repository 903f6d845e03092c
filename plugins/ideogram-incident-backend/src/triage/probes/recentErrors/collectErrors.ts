import type {
  Masker,
  RecentErrorsDetails,
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
  {
    sinceSeconds,
    isPart,
    masker,
  }: {
    sinceSeconds: number;
    isPart: boolean;
    masker: Masker;
  },
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
  const lines = errors.slice(-MAX_LINES).map(line => shownLine(line, masker));
  const masked = masker.total;
  return {
    since: `${sinceSeconds / 60}m`,
    total: errors.length,
    groups: groups.mostFrequent(masker),
    lines,
    masked,
    truncated,
    unreadablePods: outcomes.flatMap(outcome =>
      'error' in outcome
        ? { pod: outcome.pod, reason: reasonOf(outcome.error) }
        : [],
    ),
  };
}

function shownLine({ pod, at, text }: LogLine, masker: Masker) {
  const shown = masker.mask(text.slice(0, MAX_MASKED_LENGTH));
  return {
    pod,
    ...(at !== undefined && { at: new Date(at).toISOString() }),
    text: shortened(shown, MAX_LINE_LENGTH),
  };
}

function reasonOf(error: KubernetesError): string {
  return error.reason ?? `The cluster ${error.fault}`;
}
