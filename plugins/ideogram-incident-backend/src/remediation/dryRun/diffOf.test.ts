import { diffOf } from './diffOf';
import { fingerprintOf } from '../../redaction';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const dots = (text: string) => `•••••••• (fingerprint ${fingerprintOf(text)})`;

function deploymentOf(env: unknown, metadata: object = {}, more: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'images', ...metadata },
    spec: { template: { spec: { containers: [{ name: 'app', env }] } } },
    ...more,
  };
}
const mode = (value: string) => [{ name: 'MODE', value }];

it('is a unified diff of what somebody wrote', () => {
  const before = deploymentOf(
    [{ name: 'A', value: '1' }, ...mode('direct'), { name: 'Z', value: '2' }],
    {
      uid: 'u',
      generation: 1,
      resourceVersion: '1',
      creationTimestamp: new Date(0),
      managedFields: [{ manager: 'one' }],
      annotations: { 'ideogram-incident/operation': 'one' },
    },
    { status: { replicas: 1 } },
  );
  const after = deploymentOf(
    [{ name: 'A', value: '1' }, ...mode('queue'), { name: 'Z', value: '2' }],
    {
      uid: 'u',
      generation: 2,
      resourceVersion: '2',
      creationTimestamp: '1970-01-01T00:00:00Z',
      managedFields: [{ manager: 'two' }],
      annotations: { 'ideogram-incident/operation': 'two' },
    },
    { status: { replicas: 2 } },
  );
  expect(diffOf('Deployment', before, after)).toBe(`--- before
+++ after
@@ -10,7 +10,7 @@
             - name: A
               value: "1"
             - name: MODE
-              value: direct
+              value: queue
             - name: Z
               value: "2"
           name: app
`);
});

it.each<[string, object, object]>([
  ['the same', deploymentOf(mode('a')), deploymentOf(mode('a'))],
  [
    'the same in another order',
    { kind: 'Deployment', metadata: { name: 'a', labels: { b: '1', c: '2' } } },
    { metadata: { labels: { c: '2', b: '1' }, name: 'a' }, kind: 'Deployment' },
  ],
  ['nothing', {}, {}],
  ['odd', { metadata: 5, spec: null }, { metadata: null, spec: null }],
])('is empty where both are %s', (_, before, after) => {
  expect(diffOf('Deployment', before, after)).toBe('');
});

it('shows the values of a secret as fingerprints, and nowhere else', () => {
  const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
  const secretOf = (key: string, annotations?: object) => ({
    kind: 'Secret',
    metadata: { name: 'keys', annotations },
    data: { 'api-key': base64(key), other: base64('of others') },
  });
  const before = secretOf('old-key-0123', {
    [lastApplied]: JSON.stringify(secretOf('old-key-0123')),
  });
  const diff = diffOf('Secret', before, secretOf('new-key-4567'));
  expect(diff).toContain(`-  api-key: ${dots('old-key-0123')}\n`);
  expect(diff).toContain(`+  api-key: ${dots('new-key-4567')}\n`);
  expect(diff).toContain(`   other: ${dots('of others')}\n`);
  for (const value of ['old-key-0123', 'new-key-4567', 'of others']) {
    expect(diff).not.toContain(value);
    expect(diff).not.toContain(base64(value));
  }
});

const KNOWN = 'known-value-5151';

it.each([
  ['by the name of the env entry', [{ name: 'API_KEY', value: 'hunter22' }]],
  ['that is known', [{ name: 'ODD', value: KNOWN }]],
  ['of an address', [{ name: 'DB', value: 'postgres://a:hunter22@db/x' }]],
])('hides a value %s, and shows that it changes', (_, env) => {
  const [{ name, value }] = env;
  const diff = diffOf(
    'Deployment',
    deploymentOf(env),
    deploymentOf([{ name, value: `${value}2` }]),
    [KNOWN, `${KNOWN}2`],
  );
  expect(diff).toContain(`- name: ${name}\n`);
  expect(diff).toContain(`value: ${dots(value)}\n`);
  expect(diff).toContain(`value: ${dots(`${value}2`)}\n`);
  expect(diff).not.toMatch(/hunter22|known-value/);
});

it('hides what annotations and arguments hold', () => {
  const of = (version: string) => ({
    metadata: {
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': `{"env":[{"name":"PIN","value":"${version}4321"}]}`,
        'example.com/token': `hunter22${version}`,
        'ideogram-incident/mitigation.api-key': JSON.stringify({
          before: { name: 'API_KEY', value: `hunter22${version}` },
          by: `user:default/jane${version}`,
        }),
      },
    },
    spec: {
      containers: [{ args: [`--password=hunter22${version}`, version] }],
    },
  });
  const diff = diffOf('Deployment', of('a'), of('b'));
  expect(diff).not.toMatch(/hunter22|4321/);
  expect(diff).toContain('+        - b\n');
  expect(diff).toContain('user:default/janeb');
});

it('shows nothing that hides a change', () => {
  const diff = diffOf(
    'Deployment',
    deploymentOf(mode('a')),
    deploymentOf(mode('\u202eb\u001b[2K\u200b')),
  );
  expect(diff).toContain('value: "');
  expect(diff).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
});

it.each([
  ['a long line', mode('x'.repeat(1_500_000))],
  [
    'many lines',
    Array.from({ length: 900 }, (_, index) => ({
      name: `E${index}`,
      value: 'x',
    })),
  ],
  [
    'far too many lines',
    Array.from({ length: 5_000 }, (_, index) => ({
      name: `E${index}`,
      value: 'x',
    })),
  ],
])('stays small with %s', (_, env) => {
  const diff = diffOf('Deployment', deploymentOf(mode('a')), deploymentOf(env));
  expect(diff.length).toBeGreaterThan(0);
  expect(diff.length).toBeLessThan(60_000);
});

it('finds a small change in a large object', () => {
  const env = Array.from({ length: 5_000 }, (_, index) => ({
    name: `E${index}`,
    value: 'x',
  }));
  const diff = diffOf(
    'Deployment',
    deploymentOf([...env, ...mode('a')]),
    deploymentOf([...env, ...mode('b')]),
  );
  expect(diff).toMatch(/-\s+value: a\n\+\s+value: b\n/);
});

it('knows a value by eight digits, whether as text or as bytes', () => {
  expect(fingerprintOf('key')).toMatch(/^[0-9a-f]{4} [0-9a-f]{4}$/);
  expect(fingerprintOf(Buffer.from('key'))).toBe(fingerprintOf('key'));
  expect(fingerprintOf('key\n')).not.toBe(fingerprintOf('key'));
});
