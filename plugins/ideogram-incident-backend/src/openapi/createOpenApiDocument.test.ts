import { createPermission } from '@backstage/plugin-permission-common';
import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import { createOpenApiDocument } from './createOpenApiDocument';

// The parts of OpenAPI 3.1 that are read here.
interface Operation {
  operationId: string;
  security: object[];
  'x-permission': string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: object;
  responses: Record<
    string,
    { description: string; content: Record<string, { schema: object }> }
  >;
}

const document = createOpenApiDocument();
const paths = document.paths as Record<string, Record<string, Operation>>;
const ids = Object.keys(routes) as (keyof typeof routes)[];

const operationOf = (route: Route) =>
  paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method];

it('is an OpenAPI 3.1 document that can be sent', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({
    title: expect.any(String),
    version: expect.any(String),
  });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

it('has the routes of the contract and no other', () => {
  const described = Object.values(paths).flatMap(item =>
    Object.values(item).map(operation => operation.operationId),
  );
  expect(described.sort()).toEqual([...ids].sort());
});

it.each(ids)('describes what %s takes and answers', id => {
  const route: Route = routes[id];
  const operation = operationOf(route);
  const { 200: success, 202: accepted, ...others } = operation.responses;

  expect(Object.keys(success.content)).toEqual([...route.produces]);
  expect(accepted !== undefined).toBe(route.accepted !== undefined);
  expect(operation.requestBody !== undefined).toBe(route.body !== undefined);
  for (const name of Object.keys(route.params.shape)) {
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ in: 'path', name, required: true }),
    );
  }
  for (const name of Object.keys(route.query.shape)) {
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ in: 'query', name }),
    );
  }
  const answered = (route.alsoAnswers ?? [])
    .map(({ status }) => status)
    .filter(status => status < 400);
  expect(Object.keys(others).map(Number)).toEqual(
    expect.arrayContaining(answered),
  );
  for (const status of answered) delete others[status];
  for (const [status, { content, description }] of Object.entries(others)) {
    expect(Number(status)).toBeGreaterThanOrEqual(400);
    expect(description).not.toBe('');
    expect(content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Error',
    });
  }
});

function nameOf(permission: Route['permission']): string {
  if (typeof permission === 'function') {
    return 'ideogram-incident.remediate.<action>';
  }
  if (permission === 'none') return permission;
  return 'perItem' in permission ? permission.perItem.name : permission.name;
}

it.each(ids.filter(id => routes[id].permission !== 'none'))(
  'says that %s needs a token and a permission',
  id => {
    const operation = operationOf(routes[id]);
    expect(operation.security).toEqual([{ backstage: [] }]);
    expect(operation['x-permission']).toBe(nameOf(routes[id].permission));
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining([
        ...['200', '400', '401', '403', '503'],
        ...(routes[id].subject === 'none' ? [] : ['404']),
      ]),
    );
  },
);

it('says that running an action takes an idempotency key, and what it may answer', () => {
  const { parameters, responses } = operationOf(routes.runAction);
  expect(parameters).toContainEqual(
    expect.objectContaining({ in: 'header', name: 'Idempotency-Key' }),
  );
  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining(['200', '202', '409', '422']),
  );
});

it('says that its own route needs neither', () => {
  const operation = operationOf(routes.openapi);
  expect(operation.security).toEqual([]);
  expect(operation['x-permission']).toBe('none');
  expect(operation.responses).not.toHaveProperty('403');
});

it('says that health answers its word with 503 too', () => {
  const { responses } = operationOf(routes.health);
  expect(Object.keys(responses[503].content)).toEqual([
    'text/plain',
    'application/json',
  ]);
});

it('refers to schemas that it has', () => {
  const text = JSON.stringify(document);
  const { schemas } = document.components as { schemas: object };
  const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  expect(references).not.toEqual([]);
  for (const [, name] of references) expect(schemas).toHaveProperty(name);
});

it('says of a route without a subject who may call it, and what it holds', () => {
  const { paths: more } = createOpenApiDocument({
    receive: {
      ...routes.runAction,
      method: 'put',
      path: '/alerts',
      subject: 'none',
      params: routes.openapi.params,
      permission: createPermission({
        name: 'ideogram-incident.alerts.write',
        attributes: {},
      }),
      callers: 'services',
    },
    list: {
      ...routes.targets,
      path: '/alerts',
      subject: 'none',
      params: routes.openapi.params,
      permission: { perItem: routes.targets.permission as never },
    },
  }) as { paths: Record<string, Record<string, Operation & object>> };
  expect(more['/alerts']).toMatchObject({
    put: {
      description:
        'Needs the permission `ideogram-incident.alerts.write`, and a service.',
      requestBody: expect.anything(),
    },
    get: {
      description:
        'Holds only what the caller has the permission `ideogram-incident.read` for.',
      'x-permission': 'ideogram-incident.read',
    },
  });
  expect(Object.keys(more['/alerts'].get.responses)).not.toContain('404');
});

it('leaves errors open, for development adds the stack to them', () => {
  const { schemas } = document.components as {
    schemas: Record<
      string,
      { additionalProperties?: unknown; properties: Record<string, object> }
    >;
  };
  const error = schemas.Error;

  expect(error.additionalProperties).not.toBe(false);
  for (const part of Object.values(error.properties)) {
    expect(part).not.toHaveProperty('additionalProperties', false);
  }
});
