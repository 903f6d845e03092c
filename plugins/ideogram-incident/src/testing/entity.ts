import type { Entity } from '@backstage/catalog-model';

/** A component that names the targets. */
export function componentWith(
  targets: string | undefined,
  name = 'ideogram-integration',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/edit-url':
          'https://git.example.com/ideogram-integration/edit/catalog-info.yaml',
        ...(targets === undefined
          ? {}
          : { 'ideogram-incident/targets': targets }),
      },
      links: [
        { title: 'Runbook', url: 'https://runbooks.example.com/ideogram' },
      ],
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'images-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/images-team' }],
  };
}
