import { stateOf, wordOf, type Announcement } from '../announcement';
import { linkOf, Lists, objectOf, textOf, timeOf } from '../untrusted';

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

/**
 * Reads `/summary.json` of Instatus, where a list without items may be absent.
 * It names no components.
 */
export function readInstatus(body: unknown): Announcement | undefined {
  const summary = objectOf(body);
  const overall = wordOf(objectOf(summary.page).status);
  if (!overall) return undefined;
  const lists = new Lists();
  const announced = {
    overall,
    incidents: lists
      .read(summary.activeIncidents)
      .filter(incident => stateOf(incident) !== 'resolved')
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: [],
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
          affected: [],
          startsAt,
          endsAt: endOf(startsAt, maintenance.duration),
        };
      }),
  };
  return { ...announced, lacking: lists.lacking };
}
