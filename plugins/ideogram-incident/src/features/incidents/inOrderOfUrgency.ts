import {
  isWorse,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';

/** Whether nobody has responded in time. */
export function isOverdue(
  {
    acknowledgedAt,
    respondBy,
    status,
  }: Pick<Incident, 'acknowledgedAt' | 'respondBy' | 'status'>,
  now: number,
): boolean {
  return (
    acknowledgedAt === undefined &&
    status !== 'resolved' &&
    Date.parse(respondBy) <= now
  );
}

const rank = (incident: Incident, now: number) => [
  Number(incident.drill),
  Number(!isOverdue(incident, now)),
];

/**
 * What needs somebody most comes first: overdue ones, then the most severe, of
 * these the oldest. Drills come last.
 */
export function inOrderOfUrgency(
  incidents: readonly Incident[],
  now: number = Date.now(),
): Incident[] {
  return [...incidents].sort((a, b) => {
    const [drill, onTime] = rank(a, now);
    const [otherDrill, otherOnTime] = rank(b, now);
    if (drill !== otherDrill) return drill - otherDrill;
    if (onTime !== otherOnTime) return onTime - otherOnTime;
    if (isWorse(a.severity, b.severity)) return -1;
    if (isWorse(b.severity, a.severity)) return 1;
    return Date.parse(a.openedAt) - Date.parse(b.openedAt);
  });
}
