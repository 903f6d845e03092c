import { z } from 'zod';
import {
  ideogramIncidentReadPermission,
  incidentWritePermission,
} from '../permissions';
import {
  incidentChangeSchema,
  incidentLevelSchema,
  incidentMergeSchema,
  incidentNameSchema,
  incidentPageSchema,
  incidentRequestSchema,
  incidentSchema,
  incidentStatusSchema,
} from '../incidents/incident';
import { incidentStatisticsSchema } from '../incidents/statistics';
import {
  noteRequestSchema,
  timelineEntrySchema,
  timelinePageSchema,
} from '../incidents/timelineEntry';
import { read } from './entityRoutes';
import { defineRoute } from './route';

const incidentParams = z.object({ id: incidentNameSchema });

const flag = z.enum(['true', 'false']);
const noQuery = z.object({});
const cursor = z.string().max(200).optional();

const readIncident = {
  ...read,
  subject: 'incident',
  params: incidentParams,
} as const;

const changeIncident = {
  subject: 'incident',
  params: incidentParams,
  query: noQuery,
  response: incidentSchema,
  produces: ['application/json'],
  refuses: [409],
  permission: incidentWritePermission,
  callers: 'people',
} as const;

/** Lists of what the caller may read, across components. */
const readList = {
  ...read,
  subject: 'none',
  params: z.object({}),
  permission: { perItem: ideogramIncidentReadPermission },
} as const;

const period = {
  entityRef: z.string().min(1).max(253).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
};

export const incidentsRoutes = {
  incidents: defineRoute({
    ...readList,
    path: '/incidents',
    summary: 'The incidents that the caller may read, newest first',
    query: z.object({
      ...period,
      target: z.string().min(1).max(253).optional(),
      status: z
        .enum(['open', ...incidentStatusSchema.options])
        .optional()
        .describe('`open` is all but resolved'),
      severity: incidentLevelSchema.optional(),
      q: z
        .string()
        .max(200)
        .optional()
        .describe('Words of number, title or summary'),
      drill: flag.optional(),
      cursor,
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
    response: incidentPageSchema,
    auditEvent: { id: 'incidents-read', severity: 'low' },
  }),
  openIncident: defineRoute({
    method: 'post',
    path: '/incidents',
    subject: 'new-incident',
    summary: 'Opens an incident of a target',
    params: z.object({}),
    query: noQuery,
    body: incidentRequestSchema,
    takesIdempotencyKey: true,
    response: incidentSchema,
    produces: ['application/json'],
    alsoAnswers: [{ status: 201, description: 'It is open' }],
    refuses: [409, 422],
    permission: incidentWritePermission,
    callers: 'people',
    auditEvent: { id: 'incident-open', severity: 'medium' },
  }),
  incident: defineRoute({
    ...readIncident,
    path: '/incidents/:id',
    summary: 'One incident',
    query: noQuery,
    response: incidentSchema,
    auditEvent: { id: 'incident-read', severity: 'low' },
  }),
  changeIncident: defineRoute({
    ...changeIncident,
    method: 'patch',
    path: '/incidents/:id',
    summary: 'Changes an incident that nobody has changed since it was seen',
    body: incidentChangeSchema,
    auditEvent: { id: 'incident-change', severity: 'medium' },
  }),
  acknowledgeIncident: defineRoute({
    ...changeIncident,
    method: 'post',
    path: '/incidents/:id/acknowledge',
    summary: 'Says that somebody looks after an incident',
    auditEvent: { id: 'incident-acknowledge', severity: 'medium' },
  }),
  mergeIncident: defineRoute({
    ...changeIncident,
    method: 'post',
    path: '/incidents/:id/merge',
    summary: 'Ends an incident in favour of another, which is answered',
    body: incidentMergeSchema,
    auditEvent: { id: 'incident-merge', severity: 'medium' },
  }),
  timeline: defineRoute({
    ...readIncident,
    path: '/incidents/:id/timeline',
    summary: 'What happened in an incident',
    query: z.object({
      order: z.enum(['asc', 'desc']).optional().describe('asc where left out'),
      cursor,
    }),
    response: timelinePageSchema,
    auditEvent: { id: 'timeline-read', severity: 'low' },
  }),
  addNote: defineRoute({
    ...changeIncident,
    method: 'post',
    path: '/incidents/:id/timeline',
    summary: 'Adds a note, or a correction of another entry',
    body: noteRequestSchema,
    takesIdempotencyKey: true,
    response: timelineEntrySchema,
    refuses: [409, 422],
    alsoAnswers: [{ status: 201, description: 'It is on the timeline' }],
    auditEvent: { id: 'note-add', severity: 'medium' },
  }),
  statistics: defineRoute({
    ...readList,
    path: '/statistics',
    summary: 'How many incidents there were, and how long they took',
    query: z.object({
      ...period,
      from: period.from.describe('Left out, 90 days before `to`'),
      to: period.to.describe('Left out, now'),
    }),
    response: incidentStatisticsSchema,
    auditEvent: { id: 'statistics-read', severity: 'low' },
  }),
};
