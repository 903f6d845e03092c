import type { KubeObject } from './objects';

/** A service account, by its own namespace. */
export interface Account {
  name: string;
  namespace: string;
}

const portal: Account = {
  name: 'ideogram-incident',
  namespace: 'ideogram-incident',
};

/** Where a token of the portal's account is asked for. */
export function portalTokenPath({ name, namespace } = portal): string {
  return `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
}

/** What the portal needs to read an integration's workload, and nothing else. */
const rules = [
  { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['list'] },
];

/** The portal's account, and its rights in the namespaces of its targets. */
export function portalAccount(
  namespaces: string[],
  account = portal,
): KubeObject[] {
  const rbac = 'rbac.authorization.k8s.io/v1';
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: account.namespace },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
    ...namespaces.flatMap(namespace => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: rbac,
        kind: 'Role',
        metadata: { name: account.name, namespace },
        rules,
      },
      {
        apiVersion: rbac,
        kind: 'RoleBinding',
        metadata: { name: account.name, namespace },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: account.name,
        },
        subjects: [{ kind: 'ServiceAccount', ...account }],
      },
    ]),
  ];
}
