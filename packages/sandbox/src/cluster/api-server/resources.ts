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

/** Resources of one API group; most are in a namespace and are stored. */
const of =
  (group: string, version = 'v1') =>
  (
    plural: string,
    kind: string,
    more: Partial<Omit<Resource, 'group' | 'version'>> = {},
  ): Resource => ({ group, version, plural, kind, namespaced: true, ...more });

const core = of('');
const apps = of('apps');
const rbac = of('rbac.authorization.k8s.io');

const clusterWide = { namespaced: false };

export const resources = {
  namespaces: core('namespaces', 'Namespace', {
    ...clusterWide,
    shortNames: ['ns'],
  }),
  nodes: core('nodes', 'Node', {
    ...clusterWide,
    subresources: ['status'],
    shortNames: ['no'],
  }),
  pods: core('pods', 'Pod', {
    subresources: ['status', 'log'],
    shortNames: ['po'],
  }),
  secrets: core('secrets', 'Secret'),
  serviceaccounts: core('serviceaccounts', 'ServiceAccount', {
    subresources: ['token'],
    shortNames: ['sa'],
  }),
  events: core('events', 'Event', { shortNames: ['ev'] }),
  resourcequotas: core('resourcequotas', 'ResourceQuota', {
    subresources: ['status'],
    shortNames: ['quota'],
  }),
  deployments: apps('deployments', 'Deployment', {
    subresources: ['status'],
    shortNames: ['deploy'],
  }),
  replicasets: apps('replicasets', 'ReplicaSet', {
    subresources: ['status'],
    shortNames: ['rs'],
  }),
  leases: of('coordination.k8s.io')('leases', 'Lease'),
  roles: rbac('roles', 'Role'),
  rolebindings: rbac('rolebindings', 'RoleBinding'),
  clusterroles: rbac('clusterroles', 'ClusterRole', clusterWide),
  clusterrolebindings: rbac(
    'clusterrolebindings',
    'ClusterRoleBinding',
    clusterWide,
  ),
  selfsubjectaccessreviews: of('authorization.k8s.io')(
    'selfsubjectaccessreviews',
    'SelfSubjectAccessReview',
    { ...clusterWide, stored: false, verbs: ['create'] },
  ),
  podmetrics: of('metrics.k8s.io', 'v1beta1')('pods', 'PodMetrics', {
    stored: false,
    verbs: ['get', 'list'],
  }),
};

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
