import {
  openingSeverity,
  respondBy,
  verdictOf,
  type IncidentLevel,
  type OpeningSeverityInput,
  type ResponseTimes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { EntryDraft } from '../timeline/chain';
import type { NewIncident } from '../store';
import { triageData, type SeenTriage } from './triageNow';

const MAX_TITLE = 200;

/** Who opens an incident of what, and what is said of it. */
export interface Opening {
  by: 'person' | 'alert' | 'watcher';
  /** The entity reference of a person, otherwise `by`. */
  openedBy: string;
  target: Target;
  entityRefs: string[];
  /** The triage of the moment. */
  triage: SeenTriage;
  /** Those that open it. */
  alerts?: OpeningSeverityInput['alerts'];
  title?: string;
  severity?: IncidentLevel;
  summary?: string;
  startedAt?: string;
  drill?: boolean;
  /** The number of one that ended shortly before. */
  former?: string;
}

/** What is wrong, without what to do about it. */
function titleOf({ target, triage }: Opening): string {
  if (triage.severity.level === 'none') return `Trouble with ${target.title}`;
  const [fact] = verdictOf(triage).sentence.split(/\.(?: |$)/);
  return `${target.title}: ${fact}`.slice(0, MAX_TITLE);
}

/** An incident as it begins, with the first entries of its timeline. */
export function newIncident(
  opening: Opening,
  times: ResponseTimes,
  openedAt: string,
): { incident: NewIncident; entries: EntryDraft[] } {
  const { by, openedBy, target, triage, alerts, drill = false } = opening;
  const { severity, reasons } = openingSeverity({
    said: opening.severity,
    triage: triage.severity,
    alerts,
  });
  const { errorClass } = triage;
  const since =
    triage.severity.level === 'none' ? undefined : triage.severity.since;
  return {
    incident: {
      title: opening.title ?? titleOf(opening),
      ...(opening.summary && { summary: opening.summary }),
      entityRefs: opening.entityRefs,
      target: target.name,
      severity,
      errorClass,
      openedBy,
      startedAt: opening.startedAt ?? since ?? openedAt,
      openedAt,
      respondBy: respondBy(severity, openedAt, times),
      drill,
    },
    entries: [
      {
        type: 'opened',
        actor: openedBy,
        data: {
          by,
          severity,
          errorClass,
          reasons,
          drill,
          ...(opening.former && { former: opening.former }),
        },
      },
      { type: 'triage', actor: 'rule', data: triageData(triage) },
    ],
  };
}
