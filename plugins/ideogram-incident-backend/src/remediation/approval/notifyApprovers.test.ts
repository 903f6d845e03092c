import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { createNotifyApprovers } from './notifyApprovers';

const ID = '11111111-1111-4111-8111-111111111111';
const operation: Operation = {
  id: ID,
  entityRef: 'component:default/checkout',
  target: 'production',
  action: 'scale-out',
  title: 'Scale out',
  actor: 'user:default/jane',
  reason: 'A campaign starts',
  status: 'awaiting-approval',
  createdAt: '2026-11-25T14:00:00.000Z',
  steps: [],
  approval: { expiresAt: '2026-11-25T15:00:00.000Z' },
};

function setUp(owners: string[] = ['group:default/images-team']) {
  const send = jest.fn(async (_: unknown) => {});
  const logger = mockServices.logger.mock();
  const catalog = catalogServiceMock({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout' },
        relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
      },
    ],
  });
  const notify = createNotifyApprovers({
    notifications: { send },
    catalog,
    auth: mockServices.auth(),
    logger,
  });
  return { send, logger, notify };
}

it('tells the owners, but not who asks, and leads them to it', async () => {
  const { send, notify } = setUp();
  await notify(operation, { title: 'Production' });
  expect(send.mock.calls).toEqual([
    [
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/images-team'],
          excludeEntityRef: 'user:default/jane',
        },
        payload: {
          title: 'Review request: Scale out on Production',
          description:
            'jane asks for approval: “A campaign starts”. Decide by 15:00 UTC.',
          link: `/catalog/default/component/checkout/incident?target=production&operation=${ID}`,
          severity: 'high',
          topic: 'ideogram-incident',
          scope: ID,
        },
      },
    ],
  ]);
});

it.each([
  ['Platform on-call, #platform-oncall', []],
  [
    'group:default/platform, or user:default/ann.lee.',
    ['group:default/platform', 'user:default/ann.lee'],
  ],
])('tells whom the escalation %j names', async (escalation, named) => {
  const { send, notify } = setUp();
  await notify(operation, { title: 'Production', escalation });
  expect(send.mock.calls[0][0]).toMatchObject({
    recipients: { entityRef: [...named, 'group:default/images-team'] },
  });
});

it('tells nobody where nobody is named', async () => {
  const { send, notify } = setUp([]);
  await notify(operation, { title: 'Production' });
  expect(send).not.toHaveBeenCalled();
});

it.each([
  ['Request failed with status 404', 'debug'],
  ['Request failed with status 500', 'warn'],
  ['fetch failed', 'warn'],
] as const)('never fails: %s', async (message, level) => {
  const { send, logger, notify } = setUp();
  send.mockRejectedValue(new Error(message));
  await notify(operation, { title: 'Production' });
  expect(logger[level]).toHaveBeenCalledWith(
    expect.stringContaining(`Nobody was notified of the operation ${ID}`),
  );
});
