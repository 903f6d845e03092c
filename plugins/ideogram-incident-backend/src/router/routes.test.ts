import { mockCredentials } from '@backstage/backend-test-utils';
import { createPermission } from '@backstage/plugin-permission-common';
import {
  ideogramIncidentReadPermission,
  type Route,
} from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import { NO_SUBJECT, routeOf } from './__testUtils__/routeOf';
import { startRouter } from './__testUtils__/startRouter';

const alertsWrite = createPermission({
  name: 'ideogram-incident.alerts.write',
  attributes: { action: 'create' },
});

const start = (
  parts: Partial<Route>,
  handler: (request: any) => Promise<unknown>,
  result?: 'ALLOW' | 'DENY',
) =>
  startRouter(
    {},
    {
      result,
      more: {
        routes: { documents: routeOf({ ...NO_SUBJECT, ...parts }) },
        handlers: { documents: handler },
      },
    },
  );

const fields = z.object({ text: z.string() });
const echo = async ({ body }: { body: unknown }) => ({ body });
const asService = {
  headers: { authorization: mockCredentials.service.header() },
};

it.each(['put', 'patch'] as const)(
  'asks the policy for each %s anew, and reads its body',
  async method => {
    const { post, permissions } = await start(
      { method, body: fields, permission: alertsWrite },
      echo,
    );
    const send = () =>
      post('/documents', { text: 'a' }, { method: method.toUpperCase() });
    expect(await (await send()).json()).toEqual({ text: 'a' });
    permissions.authorize.mockResolvedValue([{ result: 'DENY' }]);
    expect((await send()).status).toBe(403);
  },
);

it('asks for a permission that is for no resource', async () => {
  const { get, permissions, settled } = await start(
    { permission: alertsWrite },
    async () => ({ body: [] }),
    'DENY',
  );
  const response = await get('/documents');
  expect(response.status).toBe(403);
  expect(settled).toEqual([
    `Permission missing: ask the administrator of the portal for ${alertsWrite.name}`,
  ]);
  expect(permissions.authorize).toHaveBeenCalledWith(
    [{ permission: alertsWrite }],
    expect.anything(),
  );
});

it('lets services only in where a route is for them, on record', async () => {
  const { post, settled } = await start(
    {
      method: 'post',
      body: fields,
      permission: alertsWrite,
      callers: 'services',
    },
    echo,
  );
  expect((await post('/documents', { text: 'a' }, asService)).status).toBe(200);
  expect((await post('/documents', { text: 'a' })).status).toBe(403);
  expect(settled).toEqual(['success', 'Only a service may do this']);
});

it.each([
  [1024, 1025, 'longer than 1 KiB'],
  [512 * 1024, 513 * 1024, 'longer than 512 KiB'],
])(
  'reads a body of %i bytes, but not one of %i, where that is the limit',
  async (limit, more, words) => {
    const { post } = await start(
      {
        method: 'post',
        body: fields,
        permission: alertsWrite,
        bodyLimitBytes: limit,
      },
      async ({ body }) => ({ body: body.text.length }),
    );
    const frame = JSON.stringify({ text: '' }).length;
    const send = (bytes: number) =>
      post('/documents', { text: 'x'.repeat(bytes - frame) });
    expect(await (await send(limit)).json()).toBe(limit - frame);
    const refused = await send(more);
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain(words);
  },
);

describe('a list of no single entity', () => {
  const perItem = { permission: { perItem: ideogramIncidentReadPermission } };
  const items = ['component:default/a', 'component:default/b'];

  it('holds what the caller may read, for one call', async () => {
    const { get, permissions } = await start(perItem, async request => {
      const allowed = await request.allowedOf(items);
      return { body: items.filter(item => allowed.has(item)) };
    });
    permissions.authorize.mockResolvedValueOnce([
      { result: 'DENY' },
      { result: 'ALLOW' },
    ]);
    expect(await (await get('/documents')).json()).toEqual([items[1]]);
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
  });

  it('is not answered where nobody has asked who may read it', async () => {
    const { get, settled } = await start(perItem, async () => ({
      body: items,
    }));
    const response = await get('/documents');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(items[0]);
    expect(settled).toEqual([expect.stringMatching(/^Unexpected error/)]);
  });

  it('needs credentials', async () => {
    const { get } = await start(perItem, async () => ({ body: [] }));
    const response = await get('/documents', {
      headers: { authorization: mockCredentials.none.header() },
    });
    expect(response.status).toBe(401);
  });
});
