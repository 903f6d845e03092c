import { serviceAccountUser } from './authentication';
import { Authorizer, denial, type Attributes } from './rbac';
import { resources } from './resources';
import { Store } from './store';

const store = new Store();
store.put(resources.roles, {
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [
    {
      apiGroups: [''],
      resources: ['pods', 'pods/log'],
      verbs: ['get', 'list'],
    },
    {
      apiGroups: ['apps'],
      resources: ['deployments'],
      resourceNames: ['web'],
      verbs: ['get', 'patch'],
    },
  ],
});
store.put(resources.rolebindings, {
  kind: 'RoleBinding',
  metadata: { name: 'reader', namespace: 'shop' },
  roleRef: { kind: 'Role', name: 'reader' },
  subjects: [{ kind: 'ServiceAccount', name: 'portal', namespace: 'tools' }],
});
store.put(resources.clusterroles, {
  metadata: { name: 'watcher' },
  rules: [
    { apiGroups: ['*'], resources: ['*/status'], verbs: ['*'] },
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  ],
});
store.put(resources.clusterrolebindings, {
  kind: 'ClusterRoleBinding',
  metadata: { name: 'watchers' },
  roleRef: { kind: 'ClusterRole', name: 'watcher' },
  subjects: [{ kind: 'Group', name: 'watchers' }],
});

const users = {
  portal: serviceAccountUser('tools', 'portal'),
  namesake: serviceAccountUser('shop', 'portal'),
  watcher: { name: 'w', groups: ['watchers', 'system:authenticated'] },
  admin: { name: 'a', groups: ['system:masters'] },
  anonymous: { name: 'system:anonymous', groups: ['system:unauthenticated'] },
};

const asked = (
  verb: string,
  resource: string,
  {
    namespace = 'shop',
    group = '',
    name,
  }: { namespace?: string; group?: string; name?: string } = {},
): Attributes => ({ verb, resource, namespace, group, name });

it.each<[keyof typeof users, Attributes, boolean]>([
  ['portal', asked('list', 'pods'), true],
  ['portal', asked('get', 'pods/log', { name: 'a' }), true],
  ['portal', asked('get', 'pods/status', { name: 'a' }), false],
  ['portal', asked('watch', 'pods'), false],
  ['portal', asked('list', 'pods', { namespace: 'other' }), false],
  ['portal', asked('list', 'secrets'), false],
  [
    'portal',
    asked('patch', 'deployments', { group: 'apps', name: 'web' }),
    true,
  ],
  [
    'portal',
    asked('patch', 'deployments', { group: 'apps', name: 'db' }),
    false,
  ],
  ['portal', asked('list', 'deployments', { group: 'apps' }), false],
  [
    'portal',
    asked('get', 'deployments', { group: 'other', name: 'web' }),
    false,
  ],
  ['namesake', asked('list', 'pods'), false],
  ['watcher', asked('get', 'pods/status', { name: 'a' }), true],
  ['watcher', asked('get', 'pods', { name: 'a' }), false],
  ['watcher', { verb: 'get', path: '/metrics' }, true],
  ['watcher', { verb: 'get', path: '/apis/apps/v1' }, true],
  ['admin', asked('delete', 'namespaces'), true],
  ['admin', { verb: 'get', path: '/anything' }, true],
  ['anonymous', { verb: 'get', path: '/readyz' }, true],
  ['anonymous', { verb: 'get', path: '/apis' }, false],
  ['anonymous', asked('list', 'pods'), false],
])('%s asks for %j: %p', (user, attributes, allowed) => {
  const reason = new Authorizer(store).allows(users[user], attributes);
  expect(reason !== undefined).toBe(allowed);
});

it('says why not in the words of Kubernetes', () => {
  expect(
    denial(users.portal, asked('patch', 'deployments', { group: 'apps' })),
  ).toBe(
    'User "system:serviceaccount:tools:portal" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
  );
});
