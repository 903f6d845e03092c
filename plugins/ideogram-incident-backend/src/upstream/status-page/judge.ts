import type { StatusPageDetails } from 'backstage-plugin-ideogram-incident-common';
import type {
  AnnouncedIncident,
  Announcement,
  Named,
  Severity,
  Word,
} from './announcement';

const MAX_SHOWN = 20;

/** From good to bad; not knowing is worse than being well, and no more. */
const ORDER: readonly Severity[] = [
  'uncounted',
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

/** Also of `Europe / Image API`, however the slash is spaced. */
const fold = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/\s*\/\s*/g, '/');

/** Under which an operator may know a component. */
function namesOf({ id, name, group }: Named): string[] {
  const inGroup = group === undefined ? [] : [group, `${group}/${name}`];
  return [name, ...(id === undefined ? [] : [id]), ...inGroup].map(fold);
}

const isOver = ({ severity }: Partial<Word>) => severity === 'uncounted';

function matcher(wanted: readonly string[] | undefined) {
  const names = wanted && new Set(wanted.map(fold));
  const counts = (component: Named) =>
    !names || namesOf(component).some(name => names.has(name));
  return {
    counts,
    /** What names nobody hits everybody. */
    hitsUs: (affected: readonly (Partial<Word> & Named)[]) =>
      affected.length === 0 ||
      affected.some(component => counts(component) && !isOver(component)),
    missingIn: (components: readonly Named[]) => {
      const present = new Set(components.flatMap(namesOf));
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
  const ours = incident.affected.filter(
    component => counts(component) && !isOver(component),
  );
  const words = ours.flatMap(({ word, severity }) =>
    word !== undefined && severity !== undefined ? { word, severity } : [],
  );
  const exact = words.length === ours.length ? worst(words) : undefined;
  const impact = exact ?? incident.impact;
  return impact && !['uncounted', 'ok', 'unknown'].includes(impact.severity)
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
  const overallCounts =
    !wanted ||
    !announcement.components?.length ||
    (components.length > 0 && components.every(isOver));
  const words = [
    ...incidents.filter(({ ours }) => ours).map(({ onUs }) => onUs),
    ...maintenances
      .filter(({ ours, inProgress }) => ours && inProgress)
      .map(() => MAINTENANCE),
    ...components,
    ...(overallCounts && announcement.overall ? [announcement.overall] : []),
    ...(announcement.lacking ? [LACKING] : []),
  ];
  const counted = worst(words.filter(word => !isOver(word)));
  const { word, severity } = counted ?? { word: 'none', severity: 'ok' };

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
