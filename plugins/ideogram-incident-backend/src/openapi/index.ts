import type { Feature } from '../feature';
import { createOpenApiDocument } from './createOpenApiDocument';

/** The contract, for machines. */
export function createOpenApi() {
  const body = createOpenApiDocument();
  return { handlers: { openapi: async () => ({ body }) } } satisfies Feature;
}
