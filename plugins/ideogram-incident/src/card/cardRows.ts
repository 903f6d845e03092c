import {
  verdictOf,
  type SeverityLevel,
} from 'backstage-plugin-ideogram-incident-common';
import type { SeverityDisplay } from '../components/SeverityPlate';
import type { FollowedTriage } from '../features/triage/hooks/useTriages';
import type { TargetInfo } from '../hooks/useTargets';

/** What the card says of one target, or of all that are healthy. */
export interface CardRow {
  /** With `none`, the names of all healthy targets. */
  targets: TargetInfo[];
  state: 'read' | 'reading' | 'not-read' | 'forbidden';
  /** Where the triage was read. */
  verdict?: {
    look: SeverityDisplay;
    sentence: string;
    readAt: string;
    missing: number;
    total: number;
  };
}

const ORDER: SeverityLevel[] = ['P1', 'P2', 'P3', 'P4'];

function isHealthy({ verdict }: CardRow): boolean {
  return verdict?.look.level === 'none' && !verdict.look.stale;
}

/** What is not known comes after all that is known to be bad, healthy ones last. */
function rank(row: CardRow): number {
  const { state, verdict } = row;
  if (isHealthy(row)) return ORDER.length + 2;
  if (state === 'reading') return ORDER.length + 1;
  const known = verdict ? ORDER.indexOf(verdict.look.level) : -1;
  return known < 0 ? ORDER.length : known;
}

function rowOf(target: TargetInfo, followed: FollowedTriage): CardRow {
  const { triage, failure } = followed;
  if (failure?.kind === 'forbidden') {
    return { targets: [target], state: 'forbidden' };
  }
  if (!triage) {
    return { targets: [target], state: failure ? 'not-read' : 'reading' };
  }
  const { sentence, causeUnknown } = verdictOf(triage);
  return {
    targets: [target],
    state: 'read',
    verdict: {
      look: {
        level: triage.severity.level,
        undetermined: causeUnknown,
        stale: failure !== undefined,
      },
      sentence,
      readAt: triage.finishedAt,
      missing: triage.readings.filter(({ status }) => status === 'unknown')
        .length,
      total: triage.readings.length,
    },
  };
}

/** The worst first; all healthy targets are one row, every other has its own. */
export function cardRows(
  targets: readonly TargetInfo[],
  followedOf: (target: string) => FollowedTriage,
): CardRow[] {
  const rows = targets
    .map(target => rowOf(target, followedOf(target.name)))
    .sort((a, b) => rank(a) - rank(b));
  const healthy = rows.filter(isHealthy);
  const others = rows.filter(row => !isHealthy(row));
  if (healthy.length === 0) return others;
  const oldest = healthy.reduce((a, b) =>
    a.verdict!.readAt < b.verdict!.readAt ? a : b,
  );
  return [
    ...others,
    { ...oldest, targets: healthy.flatMap(row => row.targets) },
  ];
}
