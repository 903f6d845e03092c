import { z } from 'zod';
import { triageErrorClassSchema } from '../triage/triage';
import { incidentLevelSchema } from './incident';

const times = z.object({
  count: z.int(),
  open: z.int(),
  timeToAcknowledge: z
    .number()
    .nullable()
    .describe('Median of seconds from opening; null where there is none'),
  timeToMitigate: z
    .number()
    .nullable()
    .describe('Median of seconds from the start of the trouble'),
  timeToResolve: z
    .number()
    .nullable()
    .describe('Median of seconds from the start of the trouble'),
});

export const incidentStatisticsSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    all: times,
    bySeverity: z.partialRecord(incidentLevelSchema, times),
    byErrorClass: z.partialRecord(triageErrorClassSchema, times),
    byWeek: z.array(z.object({ from: z.iso.datetime(), count: z.int() })),
    drills: z.int().describe('Which count nowhere else'),
  })
  .meta({ id: 'IncidentStatistics' });

/** @public */
export type IncidentStatistics = z.infer<typeof incidentStatisticsSchema>;
