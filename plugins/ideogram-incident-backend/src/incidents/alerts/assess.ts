import {
  respondByAfter,
  riseOfSeverity,
  whyMonitoring,
  type Incident,
  type Lowering,
  type ResponseTimes,
  type SeenSeverity,
} from 'backstage-plugin-ideogram-incident-common';
import type { SeenTriage } from '../lifecycle/triageNow';
import type { Change } from '../store';
import type { EntryDraft } from '../timeline/chain';

/** Makes an incident more severe where the rule says so. */
export function raised(
  present: Incident,
  seen: readonly SeenSeverity[],
  by: { at: string; times: ResponseTimes; lowering?: Lowering },
): Required<Change> {
  const rise = riseOfSeverity(present, seen, by.lowering);
  if (!rise) return { fields: {}, entries: [] };
  const { to, reason } = rise;
  const entry: EntryDraft = {
    type: 'severity-changed',
    actor: 'rule',
    data: { from: present.severity, to, reason },
  };
  return {
    fields: {
      severity: to,
      respondBy: respondByAfter(present, to, by.at, by.times),
    },
    entries: [entry],
  };
}

/** What is known besides the incident and its triage. */
export interface Assessment {
  at: string;
  times: ResponseTimes;
  triage: SeenTriage;
  troubleSeenAt?: string;
  lowering?: Lowering;
  takenBackAt?: string;
  /** The last end of its alerts. */
  endedAt?: string;
}

/** What a triage makes of an incident by itself: more severe, or monitoring. */
export function assessed(present: Incident, by: Assessment): Change {
  const { at, triage, troubleSeenAt, takenBackAt, endedAt } = by;
  const rise = raised(present, [triage.severity], by);
  const reason = whyMonitoring({
    incident: { ...present, ...rise.fields },
    triage,
    troubleSeenAt,
    takenBackAt,
  });
  if (reason === undefined) return rise;
  return {
    fields: {
      ...rise.fields,
      status: 'monitoring',
      mitigatedAt: present.mitigatedAt ?? endedAt ?? at,
    },
    entries: [
      ...rise.entries,
      {
        type: 'status-changed',
        actor: 'rule',
        data: { from: present.status, to: 'monitoring', reason },
      },
    ],
  };
}
