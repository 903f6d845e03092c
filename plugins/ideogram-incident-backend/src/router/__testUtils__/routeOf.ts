import {
  ideogramIncidentReadPermission,
  type Route,
} from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';

/** A route of no feature, with what is tested of it. */
export const routeOf = (parts: Partial<Route>): Route => ({
  method: 'get',
  path: '/documents/:id',
  subject: 'document',
  summary: 'A document',
  params: z.object({ id: z.string() }),
  query: z.object({}),
  response: z.unknown(),
  produces: ['application/json'],
  permission: ideogramIncidentReadPermission,
  callers: 'people-and-services',
  auditEvent: { id: 'document-read', severity: 'low' },
  ...parts,
});

/** What a route needs that is about nothing. */
export const NO_SUBJECT = {
  path: '/documents',
  subject: 'none',
  params: z.object({}),
} as const;
