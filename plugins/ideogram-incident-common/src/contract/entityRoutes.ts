import { z } from 'zod';
import { ideogramIncidentReadPermission } from '../permissions';

// Whatever else stands in a path, such as `..` or an encoded slash, would turn
// into another path or reference further on.
const entityPart = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[A-Za-z0-9](?:[-.~@+\w]*\w)?$/,
    'must be letters, digits and -_.~@+, beginning and ending with a letter or digit',
  );

export const entityParams = z.object({
  kind: entityPart.describe('The kind of the entity'),
  namespace: entityPart.describe('Its namespace'),
  name: entityPart.describe('Its name'),
});

export const targetQuery = z.object({
  target: z
    .string()
    .min(1)
    .max(253)
    .optional()
    .describe('May be left out where the entity names one target'),
});

/** What whoever may read an entity may ask. */
export const read = {
  method: 'get',
  produces: ['application/json'],
  permission: ideogramIncidentReadPermission,
  callers: 'people-and-services',
} as const;

export const readOfTarget = {
  ...read,
  subject: 'target',
  params: entityParams,
  query: targetQuery,
} as const;
