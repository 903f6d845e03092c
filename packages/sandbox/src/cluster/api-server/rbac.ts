import type { KubeObject } from '../objects';
import { resources } from './resources';
import type { Store } from './store';

/** Who asks. */
export interface User {
  name: string;
  groups: string[];
}

/** What somebody asks for. */
export type Attributes =
  | {
      verb: string;
      group: string;
      /** With its subresource: `pods/log`. */
      resource: string;
      namespace?: string;
      name?: string;
    }
  | { verb: string; path: string };

interface Rule {
  verbs?: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** What every cluster allows before anybody writes a role. */
const builtIn: { group: string; rule: Rule }[] = [
  { group: 'system:masters', rule: { verbs: ['*'], nonResourceURLs: ['*'] } },
  {
    group: 'system:masters',
    rule: { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  },
  {
    group: 'system:authenticated',
    rule: {
      verbs: ['get'],
      nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*'],
    },
  },
  {
    group: 'system:authenticated',
    rule: {
      verbs: ['create'],
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews'],
    },
  },
  ...['system:authenticated', 'system:unauthenticated'].map(group => ({
    group,
    rule: {
      verbs: ['get'],
      nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version'],
    },
  })),
];

function has(list: string[] | undefined, ...wanted: string[]): boolean {
  return (list ?? []).some(item => item === '*' || wanted.includes(item));
}

function covers(rule: Rule, asked: Attributes): boolean {
  if (!has(rule.verbs, asked.verb)) return false;
  if ('path' in asked) {
    return (rule.nonResourceURLs ?? []).some(url =>
      url.endsWith('*')
        ? asked.path.startsWith(url.slice(0, -1))
        : asked.path === url,
    );
  }
  const subresource = asked.resource.split('/')[1];
  return (
    has(rule.apiGroups, asked.group) &&
    has(
      rule.resources,
      asked.resource,
      ...(subresource ? [`*/${subresource}`] : []),
    ) &&
    (!rule.resourceNames?.length ||
      (asked.name !== undefined && rule.resourceNames.includes(asked.name)))
  );
}

function isSubject(user: User, subject: any, namespace?: string): boolean {
  switch (subject?.kind) {
    case 'User':
      return subject.name === user.name;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${subject.namespace ?? namespace}:${
          subject.name
        }`
      );
    default:
      return false;
  }
}

/** Answers whether a user may do a thing, from the roles and bindings that are stored. */
export class Authorizer {
  constructor(private readonly store: Store) {}

  /** The sentence that says which binding allows it; undefined where none does. */
  allows(user: User, asked: Attributes): string | undefined {
    const given = builtIn.find(
      ({ group, rule }) => user.groups.includes(group) && covers(rule, asked),
    );
    if (given) return `RBAC: allowed for group "${given.group}"`;
    const namespace = 'namespace' in asked ? asked.namespace : undefined;
    const bindings = [
      ...this.store.list(resources.clusterrolebindings),
      ...(namespace ? this.store.list(resources.rolebindings, namespace) : []),
    ];
    const binding = bindings.find(
      candidate =>
        ((candidate.subjects ?? []) as unknown[]).some(subject =>
          isSubject(user, subject, candidate.metadata.namespace),
        ) && this.rulesOf(candidate).some(rule => covers(rule, asked)),
    );
    return (
      binding &&
      `RBAC: allowed by ${binding.kind} "${
        binding.metadata.namespace
          ? `${binding.metadata.name}/${binding.metadata.namespace}`
          : binding.metadata.name
      }"`
    );
  }

  private rulesOf(binding: KubeObject): Rule[] {
    const reference = binding.roleRef as { kind: string; name: string };
    const role =
      reference?.kind === 'ClusterRole'
        ? this.store.get(resources.clusterroles, undefined, reference.name)
        : this.store.get(
            resources.roles,
            binding.metadata.namespace,
            reference?.name,
          );
    return (role?.rules ?? []) as Rule[];
  }
}

/** Why somebody may not, worded as Kubernetes words it. */
export function denial(user: User, asked: Attributes): string {
  if ('path' in asked) {
    return `User "${user.name}" cannot ${asked.verb} path "${asked.path}"`;
  }
  const where = asked.namespace
    ? `in the namespace "${asked.namespace}"`
    : 'at the cluster scope';
  return `User "${user.name}" cannot ${asked.verb} resource "${asked.resource}" in API group "${asked.group}" ${where}`;
}
