import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { createApprovalNotices } from './approvalNotices';

const ID = '11111111-1111-4111-8111-111111111111';
const LINK = `/catalog/default/component/checkout/incident?target=production&operation=${ID}`;
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

function setUp({
  owners = ['group:default/images-team'],
  escalation,
}: {
  owners?: string[];
  escalation?: string;
} = {}) {
  const send = jest.fn(async (_: unknown) => {});
  const logger = mockServices.logger.mock();
  const catalog = catalogServiceMock({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout', title: 'Checkout' },
        relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'jane' },
        spec: { profile: { displayName: 'Jane Doe' } },
      },
    ],
  });
  const notices = createApprovalNotices(
    new Map([['production', { title: 'Production', escalation }]]),
    {
      notifications: { send },
      catalog,
      auth: mockServices.auth(),
      logger,
    },
  );
  return { send, logger, notices };
}

describe('an operation that waits', () => {
  it('is told to the owners, but not to who asks, and leads them to it', async () => {
    const { send, notices } = setUp();
    await notices.waiting(operation);
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
              'Jane Doe asks for approval on Checkout: “A campaign starts”. Decide by 15:00 UTC.',
            link: LINK,
            severity: 'high',
            topic: 'approvals',
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
  ])('is told to whom the escalation %j names', async (escalation, named) => {
    const { send, notices } = setUp({ escalation });
    await notices.waiting(operation);
    expect(send.mock.calls[0][0]).toMatchObject({
      recipients: { entityRef: [...named, 'group:default/images-team'] },
    });
  });

  it('is told to nobody where nobody is named', async () => {
    const { send, notices } = setUp({ owners: [] });
    await notices.waiting(operation);
    expect(send).not.toHaveBeenCalled();
  });
});

describe('what has become of it', () => {
  const decided = (by: string, reason?: string) => ({
    approval: { ...operation.approval!, decidedBy: by, reason },
  });
  const error = {
    issue: 'Nothing was changed.',
    cause: 'Nobody agreed in time.',
    solution: 'Ask again.',
  };

  it.each<[string, Partial<Operation>, string, string]>([
    [
      'Approved: Scale out on Production',
      { status: 'pending', ...decided('user:default/joe') },
      'joe agreed. It is being carried out.',
      'normal',
    ],
    [
      'Approved: Scale out on Production',
      { status: 'pending', ...decided('user:default/joe', 'Good luck') },
      'joe agreed: “Good luck”. It is being carried out.',
      'normal',
    ],
    [
      'Rejected: Scale out on Production',
      { status: 'rejected', ...decided('user:default/joe', 'Not now') },
      'joe said no: “Not now”. Nothing was changed.',
      'high',
    ],
    [
      'Expired: Scale out on Production',
      { status: 'expired', error },
      'Nothing was changed. Nobody agreed in time. Ask again.',
      'high',
    ],
    [
      'Not carried out: Scale out on old',
      { status: 'failed', error, target: 'old', ...decided('user:x/joe') },
      'Nothing was changed. Nobody agreed in time. Ask again.',
      'high',
    ],
  ])(
    'is told to who asked, and nobody else: %s',
    async (title, so, description, severity) => {
      const { send, notices } = setUp({ escalation: 'group:default/platform' });
      await notices.settled({ ...operation, ...so });
      expect(send.mock.calls).toEqual([
        [
          {
            recipients: { type: 'entity', entityRef: ['user:default/jane'] },
            payload: {
              title,
              description,
              severity,
              link: expect.stringContaining(`operation=${ID}`),
              topic: 'approvals',
              scope: ID,
            },
          },
        ],
      ]);
    },
  );
});

it.each([
  ['Request failed with status 404', 'debug'],
  ['Request failed with status 500', 'warn'],
  ['fetch failed', 'warn'],
] as const)('never fails: %s', async (message, level) => {
  const { send, logger, notices } = setUp();
  send.mockRejectedValue(new Error(message));
  await notices.waiting(operation);
  await notices.settled(operation);
  expect(logger[level]).toHaveBeenCalledTimes(2);
  expect(logger[level]).toHaveBeenCalledWith(
    expect.stringContaining(`Nobody was notified of the operation ${ID}`),
  );
});
