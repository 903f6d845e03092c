import {
  namedOf,
  stateOf,
  wordOf,
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

function affectedOf(item: Untrusted): AnnouncedIncident['affected'] {
  return (objectsOf(item.affected_components) ?? []).flatMap(component => {
    const name = textOf(component.name, 100);
    const group = textOf(component.group_name, 100);
    if (name === undefined) return [];
    return {
      ...namedOf(component.id ?? component.component_id, name, group),
      ...wordOf(component.current_status),
    };
  });
}

/** Its own state may have changed since it was put into a list. */
function maintenancesOf(items: Untrusted[], isBegun: boolean) {
  const inProgressNow = (state: string) =>
    state.endsWith('inprogress') || (isBegun && !state.endsWith('scheduled'));
  const on = items.filter(item => !/complete|cancel/.test(stateOf(item)));
  return on.map(maintenance => ({
    title: textOf(maintenance.name) ?? 'Maintenance without a title',
    inProgress: inProgressNow(stateOf(maintenance)),
    affected: affectedOf(maintenance),
    startsAt: timeOf(maintenance.started_at) ?? timeOf(maintenance.starts_at),
    endsAt: timeOf(maintenance.scheduled_end_at) ?? timeOf(maintenance.ends_at),
  }));
}

/**
 * Reads `/api/v1/summary` of incident.io: it lists what is going on, and names
 * components only there.
 */
export function readIncidentIo(body: unknown): Announcement | undefined {
  const summary = objectOf(body);
  if (!Array.isArray(summary.ongoing_incidents)) return undefined;

  const lists = new Lists();
  const announced = {
    incidents: lists
      .read(summary.ongoing_incidents)
      .filter(incident => stateOf(incident) !== 'resolved')
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.current_worst_impact),
        affected: affectedOf(incident),
        startedAt: timeOf(incident.started_at) ?? timeOf(incident.created_at),
        url: linkOf(incident.url),
      })),
    maintenances: [
      ...maintenancesOf(lists.read(summary.in_progress_maintenances), true),
      ...maintenancesOf(lists.read(summary.scheduled_maintenances), false),
    ],
  };
  return { ...announced, lacking: lists.lacking };
}
