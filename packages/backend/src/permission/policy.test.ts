import { mockCredentials } from '@backstage/backend-test-utils';
import { createPermission } from '@backstage/plugin-permission-common';
import {
  alertsReadPermission,
  alertsWritePermission,
  BUILT_IN_ACTIONS,
  ideogramIncidentReadPermission,
  incidentWritePermission,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';
import { PortalPolicy } from './policy';

const GROUPS: Record<string, string[]> = {
  'user:default/viewer': [],
  'user:default/responder': ['group:default/images-team'],
  'user:default/administrator': ['group:default/platform'],
};

const policy = new PortalPolicy(['group:default/platform'], {
  getUserInfo: async ({ principal }) => {
    const { userEntityRef } = principal as { userEntityRef: string };
    return {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...GROUPS[userEntityRef]],
    };
  },
});

function as(name: string) {
  const credentials = mockCredentials.user(`user:default/${name}`);
  return { credentials, info: {} as any };
}

const basic = (name: string) =>
  createPermission({ name, attributes: { action: 'update' } });

/** What holds for those who own the component, and nobody else. */
const forOwners = (claims: string[]) => ({
  result: 'CONDITIONAL',
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: expect.objectContaining({
    rule: 'IS_ENTITY_OWNER',
    params: { claims },
  }),
});

const MITIGATIONS = [
  ...BUILT_IN_ACTIONS.filter(id => id !== 'rotate-credential'),
  'scale-out',
];

it.each([
  ideogramIncidentReadPermission,
  createPermission({
    name: 'catalog.entity.read',
    attributes: { action: 'read' },
    resourceType: 'catalog-entity',
  }),
])(
  'lets everybody who has signed in have $name, and nobody else',
  async permission => {
    for (const name of ['viewer', 'responder', 'administrator']) {
      expect(await policy.handle({ permission }, as(name))).toEqual({
        result: 'ALLOW',
      });
    }
    expect(await policy.handle({ permission })).toEqual({ result: 'DENY' });
  },
);

describe.each([
  incidentWritePermission,
  ...MITIGATIONS.map(remediationPermission),
])('$name', permission => {
  it.each([
    ['viewer', ['user:default/viewer']],
    ['responder', ['user:default/responder', 'group:default/images-team']],
  ])('is for %s where they own the component', async (name, claims) => {
    expect(await policy.handle({ permission }, as(name))).toEqual(
      forOwners(claims),
    );
  });

  it('is for administrators everywhere', async () => {
    expect(await policy.handle({ permission }, as('administrator'))).toEqual({
      result: 'ALLOW',
    });
  });

  it('is not for nobody', async () => {
    expect(await policy.handle({ permission })).toEqual({ result: 'DENY' });
  });
});

describe.each([
  remediationPermission('rotate-credential'),
  alertsReadPermission,
])('$name', permission => {
  it.each([
    ['administrator', 'ALLOW'],
    ['responder', 'DENY'],
    ['viewer', 'DENY'],
  ])('is answered to %s: %s', async (name, result) => {
    expect(await policy.handle({ permission }, as(name))).toEqual({ result });
  });
});

it.each([
  alertsWritePermission,
  basic('catalog.entity.delete'),
  basic('ideogram-incident.remediate.restart'),
  createPermission({
    name: 'catalog.entity.refresh',
    attributes: { action: 'update' },
    resourceType: 'catalog-entity',
  }),
])('names nobody for $name', async permission => {
  expect(await policy.handle({ permission }, as('administrator'))).toEqual({
    result: 'DENY',
  });
});
