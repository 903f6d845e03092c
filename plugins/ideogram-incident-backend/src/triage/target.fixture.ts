import { ConfigReader } from '@backstage/config';
import type { Probe, Target } from 'backstage-plugin-ideogram-incident-node';
import { readIdeogramIncidentConfig } from '../config';

/** A target as an operator writes it. */
export function targetOf(
  configuration: object = {},
  probeNames?: string[],
): Target {
  const { targets } = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: { targets: { production: configuration } },
    }),
    { probeNames },
  );
  return targets.get('production')!;
}

/** A probe that applies to every target. */
export function probeOf(name: string, take: Probe['take']): Probe {
  return { name, appliesTo: () => true, take };
}
