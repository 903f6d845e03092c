import {
  namedOf,
  NOT_GIVEN,
  onPage,
  stateOf,
  wordOf,
  type AnnouncedComponent,
  type AnnouncedIncident,
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
/** What is only planned may stand among the incidents too. */
const NOT_ON = new Set([...OVER, 'scheduled']);
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
      ...namedOf(item.id, name, group),
      ...(wordOf(item.status) ?? NOT_GIVEN),
    };
  });
}

/** An incident names its components itself, or its newest update does. */
function affectedOf(
  incident: Untrusted,
  components: readonly AnnouncedComponent[],
  lists: Lists,
): AnnouncedIncident['affected'] {
  const own = lists.read(incident.components);
  const [newest] = lists.read(incident.incident_updates);
  // An update that names none has `null` there.
  const named =
    own.length > 0 ? own : objectsOf(newest?.affected_components) ?? [];
  return named.flatMap(component => {
    const name = textOf(component.name, 100);
    if (name === undefined) return [];
    const id = component.id ?? component.code;
    const status = wordOf(component.status ?? component.new_status);
    return onPage({ ...namedOf(id, name, undefined), ...status }, components);
  });
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
  const announced = {
    overall: overall ?? (indicator === undefined ? undefined : NOT_GIVEN),
    components,
    incidents: lists
      .read(summary.incidents)
      .filter(incident => !NOT_ON.has(stateOf(incident)))
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: affectedOf(incident, components, lists),
        startedAt: timeOf(incident.started_at) ?? timeOf(incident.created_at),
        url: linkOf(incident.shortlink),
      })),
    maintenances: lists
      .read(summary.scheduled_maintenances)
      .filter(maintenance => !OVER.has(stateOf(maintenance)))
      .map(maintenance => ({
        title: textOf(maintenance.name) ?? 'Maintenance without a title',
        inProgress: IN_PROGRESS.has(stateOf(maintenance)),
        affected: affectedOf(maintenance, components, lists),
        startsAt: timeOf(maintenance.scheduled_for),
        endsAt: timeOf(maintenance.scheduled_until),
      })),
  };
  return { ...announced, lacking: lists.lacking };
}
