import type { StatusPageDetails } from 'backstage-plugin-ideogram-incident-common';
import type {
  AnnouncedIncident,
  Announcement,
  Severity,
  Word,
} from './announcement';

const MAX_SHOWN = 20;

/** From good to bad; not knowing is worse than being well, and no more. */
const ORDER: readonly Severity[] = [
  'ok',
  'unknown',
  'maintenance',
  'degraded',
  'failing',
];
const worst = (words: readonly Word[]): Word | undefined =>
  [...words].sort(
    (a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity),
  )[0];

/** What an announcement means for those components that count. */
export interface StatusPageVerdict {
  /** The worst word that counts for us; none where nothing is announced. */
  worst: Word;
  details: Omit<StatusPageDetails, 'url'>;
  /** Components that should count, but are not on the page. */
  missing: string[];
}

interface Named {
  name: string;
  group?: string;
}

function matcher(wanted: readonly string[] | undefined) {
  const fold = (name: string) => name.trim().toLowerCase();
  const names = wanted && new Set(wanted.map(fold));
  const counts = ({ name, group }: Named) =>
    !names ||
    names.has(fold(name)) ||
    (group !== undefined && names.has(fold(group)));
  return {
    counts,
    /** What names nobody hits everybody. */
    hitsUs: (affected: readonly Named[]) =>
      affected.length === 0 || affected.some(counts),
    missingIn: (components: readonly Named[]) => {
      const present = new Set(
        components.flatMap(({ name, group }) => [
          fold(name),
          fold(group ?? ''),
        ]),
      );
      return (wanted ?? []).filter(name => !present.has(fold(name)));
    },
  };
}

/**
 * How bad an incident is for us. It may hit others harder; what it says of our
 * components counts, where it says so for all of them. One that is announced
 * without a word about its impact is still an incident.
 */
function impactOnUs(
  incident: AnnouncedIncident,
  counts: (component: Named) => boolean,
): Word {
  const ours = incident.affected.filter(counts);
  const words = ours.flatMap(({ word, severity }) =>
    word !== undefined && severity !== undefined ? { word, severity } : [],
  );
  const exact = words.length === ours.length ? worst(words) : undefined;
  const impact = exact ?? incident.impact;
  return impact && !['ok', 'unknown'].includes(impact.severity)
    ? impact
    : { word: impact?.word ?? 'incident', severity: 'degraded' };
}

const LACKING: Word = { word: 'lacking', severity: 'unknown' };
const MAINTENANCE: Word = { word: 'maintenance', severity: 'maintenance' };

/** @param wanted - names of components that count; all where left out */
export function judge(
  announcement: Announcement,
  wanted?: readonly string[],
): StatusPageVerdict {
  const { counts, hitsUs, missingIn } = matcher(wanted);
  const components = (announcement.components ?? []).filter(counts);
  const incidents = announcement.incidents.map(incident => ({
    ...incident,
    ours: hitsUs(incident.affected),
    onUs: impactOnUs(incident, counts),
  }));
  const maintenances = announcement.maintenances.map(maintenance => ({
    ...maintenance,
    ours: hitsUs(maintenance.affected),
  }));

  // The page as a whole speaks of others too, so it counts only where nothing
  // says how our own components are.
  const overallCounts = !wanted || !announcement.components?.length;
  const words = [
    ...incidents.filter(({ ours }) => ours).map(({ onUs }) => onUs),
    ...maintenances
      .filter(({ ours, inProgress }) => ours && inProgress)
      .map(() => MAINTENANCE),
    ...components,
    ...(overallCounts && announcement.overall ? [announcement.overall] : []),
    ...(announcement.lacking ? [LACKING] : []),
  ];
  const { word, severity } = worst(words) ?? { word: 'none', severity: 'ok' };

  const oursFirst = (a: { ours: boolean }, b: { ours: boolean }) =>
    Number(b.ours) - Number(a.ours);
  return {
    worst: { word, severity },
    details: {
      incidents: incidents
        .sort(oursFirst)
        .slice(0, MAX_SHOWN)
        .map(({ title, ours, impact, startedAt, url }) => ({
          title,
          ours,
          ...(impact && { impact: impact.word }),
          ...(startedAt && { startedAt }),
          ...(url && { url }),
        })),
      maintenances: maintenances
        .sort(oursFirst)
        .slice(0, MAX_SHOWN)
        .map(({ title, ours, inProgress, startsAt, endsAt }) => ({
          title,
          ours,
          inProgress,
          ...(startsAt && { startsAt }),
          ...(endsAt && { endsAt }),
        })),
      components: components
        .sort((a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity))
        .slice(0, MAX_SHOWN)
        .map(component => ({ name: component.name, status: component.word })),
    },
    missing: announcement.components?.length
      ? missingIn(announcement.components)
      : [],
  };
}
