import { z } from 'zod';
import { errorRate } from './probes/errorRate';
import { ideogramApi } from './probes/ideogramApi';
import { integrationHealth } from './probes/integrationHealth';
import { latency } from './probes/latency';
import { recentErrors } from './probes/recentErrors';
import { commonFields } from './probes/probe';
import { statusPage } from './probes/statusPage';
import { workload } from './probes/workload';

/** In the order in which a person wants to see them. */
const BUILT_IN_PROBES = [
  statusPage,
  integrationHealth,
  errorRate,
  latency,
  recentErrors,
  workload,
  ideogramApi,
] as const;

type BuiltInProbe = (typeof BUILT_IN_PROBES)[number];

/** @public */
export type ProbeName = BuiltInProbe['name'];

/**
 * The built-in probes, in the order in which a person wants to see them.
 *
 * @public
 */
export const PROBE_NAMES: readonly ProbeName[] = BUILT_IN_PROBES.map(
  ({ name }) => name,
);

/** What is known of a probe; undefined for one that a module added. */
export const builtInProbe = (probe: string) =>
  BUILT_IN_PROBES.find(({ name }) => name === probe);

/**
 * Whether a probe is one of the product's own, and not one of a module.
 *
 * @public
 */
export function isBuiltInProbe(probe: string): probe is ProbeName {
  return builtInProbe(probe) !== undefined;
}

/**
 * Where a probe stands among others; those of modules come last.
 *
 * @public
 */
export function probeRank(probe: string): number {
  return isBuiltInProbe(probe)
    ? PROBE_NAMES.indexOf(probe)
    : PROBE_NAMES.length;
}

const customReadingSchema = z.object({
  probe: z
    .string()
    .refine(name => !isBuiltInProbe(name))
    .describe('The name of a probe that a module added'),
  ...commonFields,
  details: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('What the summary was read from'),
});

const [firstSchema, ...otherSchemas] = BUILT_IN_PROBES.map(
  ({ reading }) => reading,
);

/** @public */
export const readingSchema = z
  .union([
    z.discriminatedUnion('probe', [firstSchema, ...otherSchemas]),
    customReadingSchema,
  ])
  .meta({ id: 'Reading' });

/**
 * One probe's answer: of a built-in probe, or of one that a module added.
 *
 * @public
 */
export type Reading = z.infer<typeof readingSchema>;

/**
 * The reading of one built-in probe, with the type of its details.
 *
 * @public
 */
export type ReadingOf<P extends ProbeName> = Extract<Reading, { probe: P }>;

/**
 * What the summary of each built-in probe was read from. A field is absent
 * where the outside system did not tell it.
 *
 * @public
 */
export type ReadingDetails = {
  [P in ProbeName]: NonNullable<ReadingOf<P>['details']>;
};

/**
 * Among several readings that of one built-in probe.
 *
 * @public
 */
export function readingOf<P extends ProbeName>(
  readings: readonly Reading[],
  probe: P,
): ReadingOf<P> | undefined {
  return readings.find(
    (reading): reading is ReadingOf<P> => reading.probe === probe,
  );
}

/** Whether a reading says that something is wrong. */
export function isBad(reading: Pick<Reading, 'status'> | undefined): boolean {
  return reading?.status === 'degraded' || reading?.status === 'failing';
}

/**
 * Whether a reading of metrics was taken, but not from their first source.
 *
 * @public
 */
export function isFromBackup({ probe, status, problem }: Reading): boolean {
  return (
    (probe === 'error-rate' || probe === 'latency') &&
    status !== 'unknown' &&
    problem !== undefined
  );
}
