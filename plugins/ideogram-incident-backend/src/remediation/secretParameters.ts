import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';

type Parameters = Record<string, unknown>;

/** The names of the parameters that are secrets: `writeOnly` in the schema. */
export function secretNamesOf({ parameters }: RemediationAction): string[] {
  const { properties = {} } = z.toJSONSchema(parameters) as {
    properties?: Record<string, { writeOnly?: boolean }>;
  };
  return Object.keys(properties).filter(name => properties[name].writeOnly);
}

/** Parameters as they may be stored. */
export function withoutSecrets(
  parameters: Parameters,
  secretNames: readonly string[],
): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !secretNames.includes(name)),
  );
}
