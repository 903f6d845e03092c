/** One kind of object that the API server serves. */
export interface Resource {
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespaced: boolean;
  subresources?: readonly string[];
  shortNames?: readonly string[];
  /** False where the answer is computed and nothing is stored. */
  stored?: false;
  /** What can be asked of it, where that is less than everything. */
  verbs?: readonly string[];
}

const core = { group: '', version: 'v1' };
const apps = { group: 'apps', version: 'v1' };
const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' };

function define<T extends Record<string, Resource>>(
  all: T,
): Record<keyof T, Resource> {
  return all;
}

export const resources = define({
  namespaces: {
    ...core,
    plural: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    shortNames: ['ns'],
  },
  nodes: {
    ...core,
    plural: 'nodes',
    kind: 'Node',
    namespaced: false,
    subresources: ['status'],
    shortNames: ['no'],
  },
  pods: {
    ...core,
    plural: 'pods',
    kind: 'Pod',
    namespaced: true,
    subresources: ['status', 'log'],
    shortNames: ['po'],
  },
  secrets: { ...core, plural: 'secrets', kind: 'Secret', namespaced: true },
  serviceaccounts: {
    ...core,
    plural: 'serviceaccounts',
    kind: 'ServiceAccount',
    namespaced: true,
    subresources: ['token'],
    shortNames: ['sa'],
  },
  events: {
    ...core,
    plural: 'events',
    kind: 'Event',
    namespaced: true,
    shortNames: ['ev'],
  },
  resourcequotas: {
    ...core,
    plural: 'resourcequotas',
    kind: 'ResourceQuota',
    namespaced: true,
    subresources: ['status'],
    shortNames: ['quota'],
  },
  deployments: {
    ...apps,
    plural: 'deployments',
    kind: 'Deployment',
    namespaced: true,
    subresources: ['status'],
    shortNames: ['deploy'],
  },
  replicasets: {
    ...apps,
    plural: 'replicasets',
    kind: 'ReplicaSet',
    namespaced: true,
    subresources: ['status'],
    shortNames: ['rs'],
  },
  leases: {
    group: 'coordination.k8s.io',
    version: 'v1',
    plural: 'leases',
    kind: 'Lease',
    namespaced: true,
  },
  roles: { ...rbac, plural: 'roles', kind: 'Role', namespaced: true },
  rolebindings: {
    ...rbac,
    plural: 'rolebindings',
    kind: 'RoleBinding',
    namespaced: true,
  },
  clusterroles: {
    ...rbac,
    plural: 'clusterroles',
    kind: 'ClusterRole',
    namespaced: false,
  },
  clusterrolebindings: {
    ...rbac,
    plural: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    namespaced: false,
  },
  selfsubjectaccessreviews: {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
    stored: false,
    verbs: ['create'],
  },
  podmetrics: {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    plural: 'pods',
    kind: 'PodMetrics',
    namespaced: true,
    stored: false,
    verbs: ['get', 'list'],
  },
});

export const allResources: readonly Resource[] = Object.values(resources);

/** `deployments.apps`, `pods`: as Kubernetes names resources in its messages. */
export function qualifiedName(
  resource: Pick<Resource, 'group' | 'plural'>,
): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

/** `apps/v1`, `v1` */
export function apiVersionOf(resource: Resource): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

export function findResource(
  group: string,
  version: string,
  plural: string,
): Resource | undefined {
  return allResources.find(
    resource =>
      resource.group === group &&
      resource.version === version &&
      resource.plural === plural,
  );
}
