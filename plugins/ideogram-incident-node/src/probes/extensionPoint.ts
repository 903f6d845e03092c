import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Probe } from './probe';

/** @public */
export interface IdeogramIncidentProbesExtensionPoint {
  /** Adds a probe; its name must not be taken. */
  addProbe(probe: Probe): void;
}

/**
 * Where a module adds probes of its own.
 *
 * @public
 */
export const ideogramIncidentProbesExtensionPoint =
  createExtensionPoint<IdeogramIncidentProbesExtensionPoint>({
    id: 'ideogram-incident.probes',
  });
