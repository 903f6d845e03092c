import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { isObject, layered, mistakesIn, ROOT } from '../config/mistakes';
import { line } from '../config/forms';
import { mapping, section } from '../config/schema';
import {
  errorTypesMapping,
  queriesSection,
  thresholdsSection,
} from '../metrics/config';
import { objectiveShare } from './config';
import type { RulesTarget } from './rule';

const TARGET = {
  title: line.optional(),
  queries: queriesSection,
  errorTypes: errorTypesMapping,
  thresholds: thresholdsSection,
};

const pick = (whole: unknown, keys: string[]) =>
  isObject(whole)
    ? Object.fromEntries(
        Object.entries(whole).filter(([key]) => keys.includes(key)),
      )
    : whole;

const only = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.preprocess(raw => pick(raw, Object.keys(shape)), section(shape));

const schema = only({
  incidents: z.preprocess(
    raw => (isObject(raw) ? raw : {}),
    only({ objective: objectiveShare }),
  ),
  targets: mapping(only(TARGET)).prefault({}),
});

/**
 * Of the portal's configuration what rules are made of: no credential is
 * among it, so that they can be made where none of the portal's secrets are.
 *
 * @param names - of the targets; left out: all
 * @throws InputError that lists every mistake
 */
export function readRulesConfig(
  rootConfig: Config,
  names: readonly string[] = [],
): { objective: number; targets: RulesTarget[] } {
  const raw = rootConfig.getOptional(ROOT) ?? {};
  const { data, error } = schema.safeParse(layered(raw));
  if (error) throw mistakesIn(error, raw);
  const targets = Object.entries(data.targets).map(([name, target]) => ({
    title: name,
    ...target,
    name,
  }));
  const known = targets.map(({ name }) => name);
  const missing = names.filter(name => !known.includes(name));
  if (missing.length > 0 || targets.length === 0) {
    throw new NotFoundError(
      `${ROOT}.targets ${
        targets.length === 0
          ? 'defines no target'
          : `has no ${missing.join(', ')}; it has ${known.join(', ')}`
      }`,
    );
  }
  return {
    objective: data.incidents.objective,
    targets: targets.filter(
      ({ name }) => names.length === 0 || names.includes(name),
    ),
  };
}
