import { allResources, apiVersionOf } from './resources';

const everything = [
  'create',
  'delete',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const subresourceVerbs: Record<string, string[]> = {
  status: ['get', 'patch', 'update'],
  log: ['get'],
  token: ['create'],
};

/** The version that the stand-in speaks like. */
const serverVersion = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3-standin',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: `${process.platform}/${process.arch}`,
};

function groupVersions(): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { group, version } of allResources) {
    if (!group) continue;
    groups.set(group, (groups.get(group) ?? new Set()).add(version));
  }
  return groups;
}

function apiGroup(name: string, versions: Set<string>) {
  const list = [...versions].map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: list, preferredVersion: list[0] };
}

function resourceList(groupVersion: string) {
  const served = allResources.filter(
    resource => apiVersionOf(resource) === groupVersion,
  );
  if (served.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: served.flatMap(resource => {
      const { kind, namespaced, plural: name, shortNames, verbs } = resource;
      const singularName = kind.toLowerCase();
      return [
        {
          name,
          singularName,
          namespaced,
          kind,
          verbs: verbs ?? everything,
          ...(shortNames && { shortNames }),
        },
        ...(resource.subresources ?? []).map(subresource => ({
          name: `${name}/${subresource}`,
          singularName: '',
          namespaced,
          kind,
          verbs: subresourceVerbs[subresource],
        })),
      ];
    }),
  };
}

/** The answer to an address that names no resource: discovery, version, health; undefined where there is none. */
export function discover(path: string): object | string | undefined {
  const segments = path.split('/').filter(Boolean);
  switch (segments.join('/')) {
    case 'healthz':
    case 'livez':
    case 'readyz':
      return 'ok';
    case 'version':
      return serverVersion;
    case 'api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case 'apis':
      return {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [...groupVersions()].map(([name, versions]) =>
          apiGroup(name, versions),
        ),
      };
    default:
  }
  const [root, group, version] = segments;
  if (root === 'api' && segments.length === 2) return resourceList(group);
  if (root !== 'apis') return undefined;
  const versions = groupVersions().get(group);
  if (segments.length === 2 && versions) {
    return { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group, versions) };
  }
  return segments.length === 3
    ? resourceList(`${group}/${version}`)
    : undefined;
}
