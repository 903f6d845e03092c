import type { Announcement } from '../announcement';
import { linkOf, objectOf, objectsOf, textOf, timeOf } from '../untrusted';
import { canonical, wordOf } from '../words';

function endOf(
  start: string | undefined,
  minutes: unknown,
): string | undefined {
  if (start === undefined || typeof minutes !== 'number') return undefined;
  const end = new Date(Date.parse(start) + minutes * 60_000);
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
  return {
    overall,
    incidents: (objectsOf(summary.activeIncidents) ?? [])
      .filter(({ status }) => canonical(String(status)) !== 'resolved')
      .map(incident => ({
        title: textOf(incident.name) ?? 'Incident without a title',
        impact: wordOf(incident.impact),
        affected: [],
        startedAt: timeOf(incident.started),
        url: linkOf(incident.url),
      })),
    maintenances: (objectsOf(summary.activeMaintenances) ?? [])
      .filter(({ status }) => canonical(String(status)) !== 'completed')
      .map(maintenance => {
        const startsAt = timeOf(maintenance.start);
        return {
          title: textOf(maintenance.name) ?? 'Maintenance without a title',
          inProgress: canonical(String(maintenance.status)) === 'inprogress',
          affected: [],
          startsAt,
          endsAt: endOf(startsAt, Number(maintenance.duration)),
        };
      }),
  };
}
