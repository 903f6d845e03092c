import {
  namedOf,
  NOT_GIVEN,
  onPage,
  stateOf,
  wordOf,
  type Announcement,
  type Named,
  type Word,
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

function endOf(
  start: string | undefined,
  minutes: unknown,
): string | undefined {
  if (start === undefined || !['number', 'string'].includes(typeof minutes)) {
    return undefined;
  }
  const end = new Date(Date.parse(start) + Number(minutes) * 60_000);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

function componentsOf(item: Untrusted): (Named & Partial<Word>)[] {
  return (objectsOf(item.components) ?? []).flatMap(component => {
    const name = textOf(component.name, 100);
    const { group } = component;
    return name === undefined
      ? []
      : {
          ...namedOf(component.id, name, textOf(objectOf(group).name ?? group)),
          ...wordOf(component.status),
        };
  });
}

/**
 * Reads `/summary.json` of Instatus, where a list without items may be absent.
 * Most pages name no components in it.
 */
export function readInstatus(body: unknown): Announcement | undefined {
  const summary = objectOf(body);
  const overall = wordOf(objectOf(summary.page).status);
  if (!overall) return undefined;
  const lists = new Lists();
  const components = componentsOf(summary).map(component => ({
    ...NOT_GIVEN,
    ...component,
  }));
  const affectedOf = (item: Untrusted) =>
    componentsOf(item).flatMap(component => onPage(component, components));
  const announced = {
    overall,
    ...(components.length > 0 && { components }),
    incidents: lists
      .read(summary.activeIncidents)
      .filter(incident => stateOf(incident) !== 'resolved')
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: affectedOf(incident),
        startedAt: timeOf(incident.started),
        url: linkOf(incident.url),
      })),
    maintenances: lists
      .read(summary.activeMaintenances)
      .filter(maintenance => stateOf(maintenance) !== 'completed')
      .map(maintenance => {
        const startsAt = timeOf(maintenance.start);
        return {
          title: textOf(maintenance.name) ?? 'Maintenance without a title',
          inProgress: stateOf(maintenance) === 'inprogress',
          affected: affectedOf(maintenance),
          startsAt,
          endsAt: endOf(startsAt, maintenance.duration),
        };
      }),
  };
  return { ...announced, lacking: lists.lacking };
}
