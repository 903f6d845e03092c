import { readRequest } from './requestInfo';

it.each([
  ['GET', '/api/v1/pods', 'list', 'pods', undefined, undefined, true],
  [
    'GET',
    '/api/v1/pods?watch=true',
    'watch',
    'pods',
    undefined,
    undefined,
    true,
  ],
  ['GET', '/api/v1/namespaces/a/pods/b', 'get', 'pods', 'a', 'b', true],
  ['GET', '/api/v1/namespaces/a/pods/b/log', 'get', 'pods/log', 'a', 'b', true],
  [
    'PATCH',
    '/api/v1/namespaces/a/pods/b/status',
    'patch',
    'pods/status',
    'a',
    'b',
    true,
  ],
  [
    'GET',
    '/api/v1/namespaces/a/pods/b/exec',
    'get',
    'pods/exec',
    'a',
    'b',
    false,
  ],
  ['GET', '/api/v1/namespaces/a', 'get', 'namespaces', 'a', 'a', true],
  [
    'DELETE',
    '/api/v1/namespaces/a/secrets',
    'deletecollection',
    'secrets',
    'a',
    undefined,
    true,
  ],
  [
    'PUT',
    '/apis/apps/v1/namespaces/a/deployments/b',
    'update',
    'deployments',
    'a',
    'b',
    true,
  ],
  [
    'GET',
    '/apis/apps/v2/namespaces/a/deployments/b',
    'get',
    'deployments',
    'a',
    'b',
    false,
  ],
  [
    'GET',
    '/apis/apps/v1/namespaces/a/widgets',
    'list',
    'widgets',
    'a',
    undefined,
    false,
  ],
  ['GET', '/api/v1/namespaces/a/nodes/b', 'get', 'nodes', 'a', 'b', false],
  [
    'GET',
    '/apis/metrics.k8s.io/v1beta1/namespaces/a/pods',
    'list',
    'pods',
    'a',
    undefined,
    true,
  ],
])(
  '%s %s is %s %s',
  (method, path, verb, resource, namespace, name, served) => {
    const { attributes, target } = readRequest(
      method,
      new URL(path, 'https://x'),
    );
    expect(attributes).toMatchObject({ verb, resource });
    expect(attributes).toHaveProperty('namespace', namespace);
    expect(attributes).toHaveProperty('name', name);
    expect(target !== undefined).toBe(served);
  },
);

it.each(['/version', '/apis', '/api/v1', '/apis/apps/v1', '/'])(
  '%s names no resource',
  path => {
    expect(readRequest('GET', new URL(path, 'https://x')).attributes).toEqual({
      verb: 'get',
      path,
    });
  },
);

it('a path that cannot be decoded is refused', () => {
  expect(() =>
    readRequest('GET', new URL('https://x/api/v1/pods/%ff')),
  ).toThrow('not encoded');
});
