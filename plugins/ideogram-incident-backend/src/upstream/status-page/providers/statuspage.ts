import type { AnnouncedComponent, Announcement } from '../announcement';
import {
  linkOf,
  objectOf,
  objectsOf,
  textOf,
  timeOf,
  type Untrusted,
} from '../untrusted';
import { stateOf, wordOf } from '../words';

const OVER = new Set(['resolved', 'postmortem', 'completed']);
const IN_PROGRESS = new Set(['inprogress', 'verifying']);

function readComponents(items: Untrusted[]): AnnouncedComponent[] {
  const groups = new Map(
    items
      .filter(item => item.group === true)
      .map(item => [item.id, textOf(item.name, 100)]),
  );
  return items.flatMap(item => {
    const name = textOf(item.name, 100);
    if (name === undefined || item.group === true) return [];
    const group = groups.get(item.group_id);
    return {
      name,
      ...(group !== undefined && { group }),
      ...(wordOf(item.status) ?? { word: 'not given', severity: 'unknown' }),
    };
  });
}

/** An incident names its components itself, or its newest update does. */
function affectedNames(incident: Untrusted): string[] {
  const own = objectsOf(incident.components) ?? [];
  const [newest] = objectsOf(incident.incident_updates) ?? [];
  const named =
    own.length > 0 ? own : objectsOf(newest?.affected_components) ?? [];
  return named.flatMap(component => textOf(component.name, 100) ?? []);
}

/** Reads `/api/v2/summary.json` of Atlassian Statuspage. */
export function readStatuspage(body: unknown): Announcement | undefined {
  const summary = objectOf(body);
  const items = objectsOf(summary.components);
  const overall = wordOf(objectOf(summary.status).indicator);
  if (!overall && !items?.length) return undefined;

  const components = items && readComponents(items);
  const groups = new Map(components?.map(({ name, group }) => [name, group]));
  const affectedOf = (item: Untrusted) =>
    affectedNames(item).map(name => {
      const group = groups.get(name);
      return { name, ...(group !== undefined && { group }) };
    });
  return {
    overall,
    components,
    incidents: (objectsOf(summary.incidents) ?? [])
      .filter(incident => !OVER.has(stateOf(incident)))
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: affectedOf(incident),
        startedAt: timeOf(incident.started_at) ?? timeOf(incident.created_at),
        url: linkOf(incident.shortlink),
      })),
    maintenances: (objectsOf(summary.scheduled_maintenances) ?? [])
      .filter(maintenance => !OVER.has(stateOf(maintenance)))
      .map(maintenance => ({
        title: textOf(maintenance.name) ?? 'Maintenance without a title',
        inProgress: IN_PROGRESS.has(stateOf(maintenance)),
        affected: affectedOf(maintenance),
        startsAt: timeOf(maintenance.scheduled_for),
        endsAt: timeOf(maintenance.scheduled_until),
      })),
  };
}
