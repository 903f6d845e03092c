import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { responsesOf } from './responses';

const SECURITY_SCHEME = 'backstage';

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .max(200)
    .optional()
    .describe(
      'Required for all but a dry run. The same key with the same request answers the same operation again',
    ),
});

function permissionOf({ permission }: Route): string {
  if (permission === 'none') return 'none';
  return typeof permission === 'function'
    ? permission('<action>').name
    : permission.name;
}

function operationOf(id: string, route: Route): ZodOpenApiOperationObject {
  const permission = permissionOf(route);
  return {
    operationId: id,
    summary: route.summary,
    ...(permission === 'none'
      ? { security: [], 'x-permission': permission }
      : {
          description: `Needs the permission \`${permission}\` on the entity${
            route.callers === 'people' ? ', and a person who has signed in' : ''
          }.`,
          security: [{ [SECURITY_SCHEME]: [] }],
          'x-permission': permission,
        }),
    requestParams: {
      path: route.params,
      query: route.query,
      ...(route.takesIdempotencyKey && { header: idempotencyKey }),
    },
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: route.body } },
      },
    }),
    responses: responsesOf(route),
  };
}

/** The contract as OpenAPI 3.1. */
export function createOpenApiDocument(): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(id, route) };
  }
  return {
    ...createDocument({
      openapi: '3.1.0',
      info: {
        title: 'Ideogram Incident',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api/ideogram-incident' }],
      paths,
      components: {
        securitySchemes: {
          [SECURITY_SCHEME]: {
            type: 'http',
            scheme: 'bearer',
            description: 'A Backstage token of a user or a service',
          },
        },
      },
    }),
  };
}
