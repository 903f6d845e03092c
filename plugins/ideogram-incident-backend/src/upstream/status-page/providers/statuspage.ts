import {
  NOT_GIVEN,
  stateOf,
  wordOf,
  type AnnouncedComponent,
  type Announcement,
} from '../announcement';
import {
  linkOf,
  Lists,
  objectOf,
  objectsOf,
  textOf,
  timeOf,
  type Untrusted,
} from '../untrusted';

const OVER = new Set(['resolved', 'postmortem', 'completed']);
const IN_PROGRESS = new Set(['inprogress', 'verifying']);

function readComponents(
  items: Untrusted[],
  lists: Lists,
): AnnouncedComponent[] {
  const groups = new Map(
    items
      .filter(item => item.group === true)
      .map(item => [item.id, textOf(item.name, 100)]),
  );
  return items.flatMap(item => {
    const name = textOf(item.name, 100);
    if (item.group === true) return [];
    if (name === undefined) {
      lists.lacking = true;
      return [];
    }
    const group = groups.get(item.group_id);
    return {
      name,
      ...(group !== undefined && { group }),
      ...(wordOf(item.status) ?? NOT_GIVEN),
    };
  });
}

/** An incident names its components itself, or its newest update does. */
function affectedNames(incident: Untrusted, lists: Lists): string[] {
  const own = lists.read(incident.components);
  const [newest] = lists.read(incident.incident_updates);
  // An update that names none has `null` there.
  const named =
    own.length > 0 ? own : objectsOf(newest?.affected_components) ?? [];
  return named.flatMap(component => textOf(component.name, 100) ?? []);
}

/** Reads `/api/v2/summary.json` of Atlassian Statuspage. */
export function readStatuspage(body: unknown): Announcement | undefined {
  const summary = objectOf(body);
  const lists = new Lists();
  const items = lists.read(summary.components);
  const { indicator } = objectOf(summary.status);
  const overall = wordOf(indicator);
  if (!overall && items.length === 0) return undefined;

  const components = readComponents(items, lists);
  const groups = new Map(components.map(({ name, group }) => [name, group]));
  const affectedOf = (item: Untrusted) =>
    affectedNames(item, lists).map(name => {
      const group = groups.get(name);
      return { name, ...(group !== undefined && { group }) };
    });
  const announced = {
    overall: overall ?? (indicator === undefined ? undefined : NOT_GIVEN),
    components,
    incidents: lists
      .read(summary.incidents)
      .filter(incident => !OVER.has(stateOf(incident)))
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: affectedOf(incident),
        startedAt: timeOf(incident.started_at) ?? timeOf(incident.created_at),
        url: linkOf(incident.shortlink),
      })),
    maintenances: lists
      .read(summary.scheduled_maintenances)
      .filter(maintenance => !OVER.has(stateOf(maintenance)))
      .map(maintenance => ({
        title: textOf(maintenance.name) ?? 'Maintenance without a title',
        inProgress: IN_PROGRESS.has(stateOf(maintenance)),
        affected: affectedOf(maintenance),
        startsAt: timeOf(maintenance.scheduled_for),
        endsAt: timeOf(maintenance.scheduled_until),
      })),
  };
  return { ...announced, lacking: lists.lacking };
}
