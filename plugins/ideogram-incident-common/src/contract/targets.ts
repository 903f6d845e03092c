import { z } from 'zod';
import { entityParams, read } from './entityRoutes';
import { defineRoute } from './route';

/** @public */
export const entityTargetsSchema = z
  .object({
    targets: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        links: z.array(z.object({ title: z.string(), url: z.string() })),
        escalation: z
          .string()
          .optional()
          .describe('Whom to call where a permission is missing'),
      }),
    ),
    undefinedTargets: z
      .array(z.string())
      .describe('Named by the entity, but not defined by the operator'),
  })
  .meta({ id: 'EntityTargets' });

/** @public */
export type EntityTargets = z.infer<typeof entityTargetsSchema>;

export const targetsRoutes = {
  targets: defineRoute({
    ...read,
    path: '/entities/:kind/:namespace/:name/targets',
    subject: 'entity',
    summary: 'The targets that an entity names',
    params: entityParams,
    query: z.object({}),
    response: entityTargetsSchema,
    auditEvent: { id: 'targets-read', severity: 'low' },
  }),
};
