import {
  isOpen,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';

const USUALLY_MS = 10_000;
const URGENT_MS = 5_000;

/** How often somebody who looks is told what is new. */
export function pollEvery(incidents: readonly Incident[]): number {
  return incidents.some(one => isOpen(one) && one.severity === 'P1')
    ? URGENT_MS
    : USUALLY_MS;
}
