import { createPermission } from '@backstage/plugin-permission-common';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import { PortalPolicy } from './policy';

const deletion = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
});
const viewer = { identity: { userEntityRef: 'user:default/viewer' } } as any;

describe('PortalPolicy', () => {
  it.each([
    ['a signed-in person', ideogramIncidentReadPermission, viewer, 'ALLOW'],
    ['nobody', ideogramIncidentReadPermission, undefined, 'DENY'],
    ['a signed-in person', deletion, viewer, 'DENY'],
  ])('answers %s who asks for %p', async (_, permission, user, result) => {
    await expect(
      new PortalPolicy().handle({ permission }, user),
    ).resolves.toEqual({ result });
  });
});
