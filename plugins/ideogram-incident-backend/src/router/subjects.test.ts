import { NotFoundError } from '@backstage/errors';
import {
  ideogramIncidentReadPermission,
  remediationPermission,
  type Route,
} from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import { parse } from '../errors';
import type { SubjectFinder } from '../feature';
import { NO_SUBJECT, routeOf } from './__testUtils__/routeOf';
import { startRouter } from './__testUtils__/startRouter';

const ENTITIES = ['component:default/checkout', 'component:default/search'];

/** A document of two components, whose owner says nothing of it to others. */
const document: SubjectFinder<{ title: string }> = {
  named: ({ params }) => ({ document: params.id }),
  async find({ params: { id } }) {
    const notThere = () => new NotFoundError(`There is no document ${id}`);
    if (id !== 'plan') throw notThere();
    return {
      entityRefs: ENTITIES,
      meta: { entityRef: ENTITIES[0] },
      denial: notThere,
      resolve: ({ query }) => ({
        title: `${id}, ${query.page ?? 'all of it'}`,
      }),
    };
  },
};

const query = z.object({ page: z.string().max(3).optional() });

const startWith = (route: Route, result?: 'ALLOW' | 'DENY') => {
  const handler = jest.fn(async ({ title }: { title: string }) => ({
    body: { title },
  }));
  return startRouter(
    {},
    {
      result,
      more: {
        routes: { document: route },
        handlers: { document: handler },
        subjects: { document },
      },
    },
  ).then(started => ({ ...started, handler }));
};

it('finds what the path names, and hands it to the handler, on record', async () => {
  const { get, permissions, auditor, settled } = await startWith(
    routeOf({ query }),
  );
  const response = await get('/documents/plan?page=2');
  expect(await response.json()).toEqual({ title: 'plan, 2' });
  const [[asked]] = permissions.authorize.mock.calls;
  expect(asked.map(({ resourceRef }) => resourceRef)).toEqual(ENTITIES);
  expect(auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({ meta: { document: 'plan' } }),
  );
  expect(settled).toEqual(['success']);
});

it('lets in who is allowed on one of the entities', async () => {
  const { get, permissions } = await startWith(routeOf({}));
  permissions.authorize.mockResolvedValueOnce([
    { result: 'DENY' },
    { result: 'ALLOW' },
  ]);
  expect((await get('/documents/plan')).status).toBe(200);
});

it('answers a denial as if it were not there, but puts it on record', async () => {
  const { get, handler, settled } = await startWith(routeOf({}), 'DENY');
  const denied = await get('/documents/plan');
  const absent = await get('/documents/nothing');
  expect([denied.status, absent.status]).toEqual([404, 404]);
  const message = (await denied.json()).error.message;
  expect(message).toBe('There is no document plan');
  expect((await absent.json()).error.message).toBe(
    message.replace('plan', 'nothing'),
  );
  expect(handler).not.toHaveBeenCalled();
  expect(settled).toHaveLength(2);
});

it('tells nothing of the input to who is not allowed', async () => {
  const { get } = await startWith(routeOf({ query }), 'DENY');
  expect((await get('/documents/plan?page=long')).status).toBe(404);
});

it('finds a subject that stands in the body', async () => {
  const fields = z.object({ entityRef: z.string() });
  const { post, permissions } = await startRouter(
    {},
    {
      more: {
        routes: {
          open: routeOf({
            ...NO_SUBJECT,
            subject: 'named entity',
            method: 'post',
            body: fields,
          }),
        },
        handlers: { open: async ({ of }) => ({ status: 201, body: of }) },
        subjects: {
          'named entity': {
            named: ({ body }) => ({ entityRef: Object(body).entityRef }),
            find: ({ body }) => {
              const { entityRef } = parse(fields, body);
              return {
                entityRefs: [entityRef],
                resolve: () => ({ of: entityRef }),
              };
            },
          },
        },
      },
    },
  );
  const response = await post('/documents', { entityRef: ENTITIES[1] });
  expect(response.status).toBe(201);
  expect(await response.json()).toBe(ENTITIES[1]);
  const [[[asked]]] = permissions.authorize.mock.calls;
  expect(asked.resourceRef).toBe(ENTITIES[1]);
  expect((await post('/documents', '{')).status).toBe(400);
});

it('resolves the target, named in the query or in the body', async () => {
  const names: string[] = [];
  const operation = jest.fn();
  const { get, post } = await startRouter({
    metrics: async ({ target }) => {
      names.push(target.name);
      throw new NotFoundError('enough');
    },
    runAction: async ({ target }) => {
      names.push(target.name);
      operation();
      throw new NotFoundError('enough');
    },
  });
  const component = '/entities/component/default/checkout';
  await get(`${component}/metrics`);
  await get(`${component}/metrics?target=production`);
  await post(`${component}/actions/restart`, { target: 'production' });
  expect(names).toEqual(['production', 'production', 'production']);
  const staging = [
    await get(`${component}/metrics?target=staging`),
    await post(`${component}/actions/restart`, { target: 'staging' }),
  ];
  for (const response of staging) {
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('does not name the target');
  }
  expect(operation).toHaveBeenCalledTimes(1);
});

it.each<[string, Partial<Route>]>([
  [
    'an entity permission without a subject',
    { ...NO_SUBJECT, permission: ideogramIncidentReadPermission },
  ],
  [
    'the permission of an action without a subject',
    { ...NO_SUBJECT, permission: remediationPermission },
  ],
  ['a subject without a permission', { permission: 'none' }],
  [
    'a subject that is only filtered by',
    { permission: { perItem: ideogramIncidentReadPermission } },
  ],
  ['a subject that nobody finds', { subject: 'evidence' }],
])('does not start with %s', async (_, parts) => {
  await expect(startWith(routeOf(parts))).rejects.toThrow('The route document');
});
