import type {
  Incident,
  IncidentChange,
} from 'backstage-plugin-ideogram-incident-common';

/** What can be entered about an incident. */
export const CHANGEABLE = ['title', 'summary', 'severity', 'status'] as const;
export type Changeable = (typeof CHANGEABLE)[number];

/** Only what was entered: the rest is as the incident has it. */
export type ChangeDraft = Partial<Pick<Incident, Changeable>>;

/** What a draft changes of an incident, of what differs from it. */
export function changesOf(
  incident: Pick<Incident, Changeable>,
  draft: ChangeDraft,
): Omit<IncidentChange, 'version'> {
  const entered = { ...draft, title: draft.title?.trim() };
  return Object.fromEntries(
    CHANGEABLE.flatMap(field => {
      const value = entered[field];
      const isSame = value === undefined || value === (incident[field] ?? '');
      return isSame ? [] : [[field, value]];
    }),
  );
}

/** What of an incident is another than it was. */
export function differences(
  before: Pick<Incident, Changeable>,
  now: Pick<Incident, Changeable>,
): Changeable[] {
  return CHANGEABLE.filter(
    field => (before[field] ?? '') !== (now[field] ?? ''),
  );
}
