import { z } from 'zod';

/** @public */
export const errorClassSchema = z.enum([
  'authentication',
  'billing',
  'rate-limited',
  'vendor-fault',
  'network',
  'unclassified',
  'none',
]);

/**
 * What kind of error the Ideogram API answers with, by what has to be done
 * about it.
 *
 * @public
 */
export type ErrorClass = z.infer<typeof errorClassSchema>;
