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
      'Required for all but a dry run. The same key with the same request answers the same as the first time',
    ),
});

const CALLERS = {
  people: ', and a person who has signed in',
  'people-and-services': '',
  services: ', and a service',
};

/** The permission's name, and in words who may call. */
function accessOf({ permission, callers }: Route) {
  if (permission === 'none') return { name: permission };
  if (typeof permission === 'object' && 'perItem' in permission) {
    const { name } = permission.perItem;
    return {
      name,
      description: `Holds only what the caller has the permission \`${name}\` for.`,
    };
  }
  const { name, type } =
    typeof permission === 'function' ? permission('<action>') : permission;
  const where = type === 'resource' ? ' on the entity' : '';
  return {
    name,
    description: `Needs the permission \`${name}\`${where}${CALLERS[callers]}.`,
  };
}

function operationOf(id: string, route: Route): ZodOpenApiOperationObject {
  const { name, description } = accessOf(route);
  return {
    operationId: id,
    summary: route.summary,
    ...(description && { description }),
    security: name === 'none' ? [] : [{ [SECURITY_SCHEME]: [] }],
    'x-permission': name,
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
export function createOpenApiDocument(
  contract: Record<string, Route> = routes,
): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries(contract)) {
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
