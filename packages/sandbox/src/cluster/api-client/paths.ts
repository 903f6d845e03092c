import type { KubeObject } from '../objects';

const plurals: Record<string, { plural: string; clusterWide?: true }> = {
  Namespace: { plural: 'namespaces', clusterWide: true },
  Node: { plural: 'nodes', clusterWide: true },
  ClusterRole: { plural: 'clusterroles', clusterWide: true },
  ClusterRoleBinding: { plural: 'clusterrolebindings', clusterWide: true },
  Pod: { plural: 'pods' },
  Secret: { plural: 'secrets' },
  ServiceAccount: { plural: 'serviceaccounts' },
  ResourceQuota: { plural: 'resourcequotas' },
  Deployment: { plural: 'deployments' },
  Role: { plural: 'roles' },
  RoleBinding: { plural: 'rolebindings' },
};

/** Where objects of this one's kind live. */
export function collectionPath(object: KubeObject): string {
  const { apiVersion = 'v1', kind = '', metadata } = object;
  const known = plurals[kind];
  if (!known) throw new Error(`A ${kind} cannot be applied.`);
  const root = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  return known.clusterWide
    ? `${root}/${known.plural}`
    : `${root}/namespaces/${metadata.namespace ?? 'default'}/${known.plural}`;
}

export function podPath(namespace: string, name: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(
    namespace,
  )}/pods/${encodeURIComponent(name)}`;
}
