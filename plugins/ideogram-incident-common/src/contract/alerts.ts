import { z } from 'zod';
import {
  alertsReceivedSchema,
  unmatchedAlertsSchema,
} from '../incidents/alert';
import { alertsReadPermission, alertsWritePermission } from '../permissions';
import { read } from './entityRoutes';
import { defineRoute } from './route';

export const alertsRoutes = {
  receiveAlerts: defineRoute({
    method: 'post',
    path: '/alerts',
    subject: 'none',
    summary: "Takes what Alertmanager's webhook (version 4) sends",
    params: z.object({}),
    query: z.object({}),
    // Whatever stands in it, what is good of it is taken.
    body: z.unknown(),
    bodyLimitBytes: 4 * 1024 * 1024,
    response: alertsReceivedSchema,
    produces: ['application/json'],
    permission: alertsWritePermission,
    callers: 'services',
    auditEvent: { id: 'alerts-receive', severity: 'low' },
  }),
  unmatchedAlerts: defineRoute({
    ...read,
    path: '/alerts/unmatched',
    subject: 'none',
    summary: 'Alerts that match no target',
    params: z.object({}),
    query: z.object({}),
    response: unmatchedAlertsSchema,
    permission: alertsReadPermission,
    auditEvent: { id: 'unmatched-alerts-read', severity: 'low' },
  }),
};
