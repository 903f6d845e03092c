import type { EnvVar, Pod, Secret } from '../objects';
import { expand, resolveEnvironment } from './environment';

const pod: Pod = {
  metadata: { name: 'web-1', namespace: 'shop' },
  spec: { containers: [] },
};
const secret: Secret = {
  metadata: { name: 'keys' },
  data: { 'api-key': Buffer.from('ké y').toString('base64') },
};

function resolve(env: EnvVar[]) {
  return resolveEnvironment(pod, { name: 'app', env }, async name =>
    name === 'keys' ? secret : undefined,
  );
}

const from = (name: string, key: string, optional?: boolean): EnvVar => ({
  name: 'KEY',
  valueFrom: { secretKeyRef: { name, key, optional } },
});

it.each([
  ['a value', [{ name: 'A', value: 'x' }], { A: 'x' }],
  ['no value', [{ name: 'A' }], { A: '' }],
  ['a secret’s key', [from('keys', 'api-key')], { KEY: 'ké y' }],
  [
    'an earlier one',
    [
      { name: 'A', value: 'x' },
      { name: 'B', value: '$(A)/$(C)/$$(A)' },
    ],
    { B: 'x/$(C)/$(A)' },
  ],
  [
    'a field',
    [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    { A: 'web-1', HOSTNAME: 'web-1' },
  ],
])('resolves %s', async (_, env, expected) => {
  expect(await resolve(env as EnvVar[])).toMatchObject(expected);
});

it('leaves out what is optional and not there', async () => {
  expect(await resolve([from('none', 'x', true)])).not.toHaveProperty('KEY');
  expect(await resolve([from('keys', 'x', true)])).not.toHaveProperty('KEY');
});

it.each([
  [from('none', 'x'), 'secret "none" not found'],
  [from('keys', 'x'), "couldn't find key x in Secret shop/keys"],
  [
    { name: 'A', valueFrom: { configMapKeyRef: {} } },
    'env A: this node agent cannot read configMapKeyRef',
  ],
])('says what is missing: %j', async (env, message) => {
  await expect(resolve([env])).rejects.toThrow(message);
});

it('passes on nothing else of this process', async () => {
  process.env.NOT_FOR_PODS = 'x';
  try {
    expect(await resolve([])).not.toHaveProperty('NOT_FOR_PODS');
  } finally {
    delete process.env.NOT_FOR_PODS;
  }
});

it('expands arguments', () => {
  expect(expand('--key=$(KEY) $(NONE) $$', { KEY: 'a$(B)' })).toBe(
    '--key=a$(B) $(NONE) $',
  );
});
