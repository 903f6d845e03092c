import { request } from 'node:https';
import { createAuthority, issueCertificate } from '../certificates';
import { startApiServer, type ApiServer } from './server';

let server: ApiServer;
let ca: string;
let token: string;
const errors: string[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  ca = authority.certificate;
  server = await startApiServer({
    port: 0,
    ca,
    serving: await issueCertificate(authority, 'server', 'server'),
    kubeletClient: await issueCertificate(authority, 'client', 'client'),
    logger: { info() {}, warn() {}, error: text => errors.push(text) },
  });
  token = server.tokens.issue({ name: 'admin', groups: ['system:masters'] });
});

afterAll(() => server.stop());

afterEach(() => {
  const found = errors.splice(0);
  if (found.length) throw new Error(found.join('\n'));
});

function ask(
  method: string,
  path: string,
  {
    body,
    headers = {},
    as = token,
  }: { body?: string; headers?: Record<string, string>; as?: string } = {},
): Promise<{ code: number; json?: any; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${server.url}${path}`,
      {
        method,
        ca,
        agent: false,
        headers: {
          'content-type': 'application/json',
          ...(as && { authorization: `Bearer ${as}` }),
          ...headers,
        },
      },
      async answer => {
        let text = '';
        for await (const chunk of answer) text += chunk;
        const json = /json/.test(answer.headers['content-type'] ?? '')
          ? JSON.parse(text)
          : undefined;
        resolve({ code: answer.statusCode!, json, text });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

const secrets = '/api/v1/namespaces/default/secrets';

it.each([
  ['GET', '/readyz', 200],
  ['GET', '/version', 200],
  ['GET', '/api', 200],
  ['GET', '/apis', 200],
  ['GET', '/api/v1', 200],
  ['GET', '/apis/apps', 200],
  ['GET', '/apis/apps/v1', 200],
  ['GET', '/apis/apps/v9', 404],
  ['GET', '/apis/none/v1', 404],
  ['GET', '/nothing', 404],
  ['GET', '/api/v1/widgets', 404],
  ['GET', '/api/v1/namespaces/%E0%A4%A/pods', 400],
  ['TRACE', '/api/v1/pods', 405],
  ['DELETE', secrets, 405],
  ['GET', `${secrets}?labelSelector=((`, 400],
  ['GET', '/api/v1/pods?fieldSelector=spec.none=1', 400],
  ['GET', '/api/v1/pods?watch=true&resourceVersion=abc', 400],
  ['GET', `${secrets}/constructor`, 404],
  ['GET', `${secrets}/..%2F..%2Fnodes`, 404],
])('%s %s answers %i', async (method, path, code) => {
  expect((await ask(method, path)).code).toBe(code);
});

it.each([
  ['', 400],
  ['{', 400],
  ['[]', 400],
  ['null', 400],
  ['"text"', 400],
  ['{"kind":"Pod","metadata":{"name":"x"}}', 400],
  ['{"apiVersion":"v2","metadata":{"name":"x"}}', 400],
  ['{"metadata":{}}', 422],
  ['{"metadata":{"name":"Not A Name"}}', 422],
  ['{"metadata":{"name":"x","namespace":"other"}}', 400],
  ['{"metadata":{"name":"x"},"data":{"key":"not base64!"}}', 422],
  ['{"metadata":{"name":"x"},"data":{"a/b":"eA=="}}', 422],
])('creating a secret from %p answers %i', async (body, code) => {
  const answer = await ask('POST', secrets, { body });
  expect(answer.code).toBe(code);
  expect(answer.json).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    code,
  });
});

it('creates nothing in a namespace that is not there', async () => {
  const answer = await ask('POST', '/api/v1/namespaces/none/secrets', {
    body: '{"metadata":{"name":"x"}}',
  });
  expect(answer.json).toMatchObject({
    code: 404,
    message: 'namespaces "none" not found',
  });
});

it('takes no more than it can hold', async () => {
  const answer = await ask('POST', secrets, {
    body: `{"metadata":{"name":"x"},"filler":"${'x'.repeat(4e6)}"}`,
  });
  expect(answer.json).toMatchObject({ code: 413 });
});

it('refuses a patch of an unknown kind', async () => {
  await ask('POST', secrets, { body: '{"metadata":{"name":"patched"}}' });
  const answer = await ask('PATCH', `${secrets}/patched`, { body: '{}' });
  expect(answer.json).toMatchObject({ code: 415 });
});

it('does not let a patch rename an object or change prototypes', async () => {
  await ask('POST', secrets, { body: '{"metadata":{"name":"still"}}' });
  const headers = { 'content-type': 'application/merge-patch+json' };
  const renamed = await ask('PATCH', `${secrets}/still`, {
    headers,
    body: '{"metadata":{"name":"other"}}',
  });
  expect(renamed.code).toBe(400);
  const polluted = await ask('PATCH', `${secrets}/still`, {
    headers,
    body: '{"__proto__":{"polluted":true},"data":{"__proto__":{"polluted":true}}}',
  });
  expect(polluted.code).toBe(200);
  expect(({} as any).polluted).toBeUndefined();
});

it.each(['All', 'Some'])('takes dryRun=All only: %s', async value => {
  const answer = await ask('POST', `${secrets}?dryRun=${value}`, {
    body: '{"metadata":{"name":"dry"}}',
  });
  expect(answer.code).toBe(value === 'All' ? 201 : 422);
  expect((await ask('GET', `${secrets}/dry`)).code).toBe(404);
});

it('knows nobody without a token, and refuses a wrong one', async () => {
  const anonymous = await ask('GET', secrets, { as: '' });
  expect(anonymous.json).toMatchObject({
    code: 403,
    message:
      'secrets is forbidden: User "system:anonymous" cannot list resource "secrets" in API group "" in the namespace "default"',
  });
  expect((await ask('GET', '/readyz', { as: '' })).code).toBe(200);
  expect((await ask('GET', secrets, { as: 'wrong' })).code).toBe(401);
  const expired = server.tokens.issue(
    { name: 'late', groups: ['system:masters'] },
    Date.now() - 1,
  );
  expect((await ask('GET', secrets, { as: expired })).code).toBe(401);
});
