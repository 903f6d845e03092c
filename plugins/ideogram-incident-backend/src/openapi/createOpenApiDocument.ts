import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { responsesOf } from './responses';

const SECURITY_SCHEME = 'backstage';

function operationOf(id: string, route: Route): ZodOpenApiOperationObject {
  const { permission } = route;
  return {
    operationId: id,
    summary: route.summary,
    ...(permission === 'none'
      ? { security: [], 'x-permission': 'none' }
      : {
          description: `Needs the permission \`${permission.name}\` on the entity.`,
          security: [{ [SECURITY_SCHEME]: [] }],
          'x-permission': permission.name,
        }),
    requestParams: { path: route.params, query: route.query },
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
