import { z } from 'zod';

export const alertsReceivedSchema = z
  .object({
    received: z.int().describe('Alerts that are in the inbox now'),
    repeated: z.int().describe('Of these, how many were known already'),
    unmatched: z.int().describe('Of these, how many match no target'),
    rejected: z
      .array(z.object({ index: z.int(), because: z.string() }))
      .describe('What no repetition can help'),
  })
  .meta({ id: 'AlertsReceived' });

/** @public */
export type AlertsReceived = z.infer<typeof alertsReceivedSchema>;

export const unmatchedAlertSchema = z
  .object({
    fingerprint: z.string(),
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    firing: z.boolean(),
    startsAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
  })
  .meta({ id: 'UnmatchedAlert' });

/** @public */
export type UnmatchedAlert = z.infer<typeof unmatchedAlertSchema>;

export const unmatchedAlertsSchema = z
  .object({
    alerts: z.array(unmatchedAlertSchema).describe('Last seen first'),
    total: z.int().describe('Also those that are not listed'),
  })
  .meta({ id: 'UnmatchedAlerts' });

/** @public */
export type UnmatchedAlerts = z.infer<typeof unmatchedAlertsSchema>;
