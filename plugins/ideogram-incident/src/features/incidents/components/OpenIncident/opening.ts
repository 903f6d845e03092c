import {
  verdictOf,
  type IncidentLevel,
  type IncidentRequest,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';

/** What was entered to open an incident. */
export interface OpeningDraft {
  title: string;
  /** Empty for the triage's. */
  severity: IncidentLevel | '';
  summary: string;
  /** As the browser writes a local time; empty where it is not said. */
  startedAt: string;
  drill: boolean;
}

/** What is wrong by the triage, without what to do about it. */
export function titleBy(triage: Triage | undefined, target: string): string {
  if (!triage || triage.severity.level === 'none') return '';
  const [fact] = verdictOf(triage).sentence.split(/\.(?: |$)/);
  return `${target}: ${fact}`.slice(0, 200);
}

/** Milliseconds; undefined where nothing is said, NaN where it can't be. */
export function startIn({ startedAt }: OpeningDraft, now: number) {
  if (startedAt === '') return undefined;
  const at = Date.parse(startedAt);
  return at > now ? NaN : at;
}

export function requestOf(
  draft: OpeningDraft,
  of: { entityRef: string; target: string },
  now: number,
): IncidentRequest {
  const startedAt = startIn(draft, now);
  const summary = draft.summary.trim();
  return {
    ...of,
    title: draft.title.trim(),
    ...(draft.severity && { severity: draft.severity }),
    ...(summary && { summary }),
    ...(startedAt !== undefined && {
      startedAt: new Date(startedAt).toISOString(),
    }),
    ...(draft.drill && { drill: true }),
  };
}
