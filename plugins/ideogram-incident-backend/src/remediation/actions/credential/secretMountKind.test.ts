import { deploymentOf } from '../../patches/__testUtils__/deployment';
import { secretMountKind } from './credential';

const SECRET = { name: 'keys', key: 'api-key' };
const app = (container: object) => ({
  containers: [{ name: 'app', ...container }],
});
const entry = (name: string, key: string) => ({
  env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name, key } } }],
});

it.each([
  ['env', app(entry('keys', 'api-key'))],
  ['env', app({ envFrom: [null, { secretRef: { name: 'keys' } }] })],
  ['env', { initContainers: [{ name: 'init', ...entry('keys', 'api-key') }] }],
  ['file', { volumes: [{ name: 'v', secret: { secretName: 'keys' } }] }],
  [
    'file',
    {
      volumes: [
        { name: 'v', projected: { sources: [{ secret: { name: 'keys' } }] } },
      ],
    },
  ],
  [undefined, app(entry('keys', 'other'))],
  [undefined, app(entry('others', 'api-key'))],
  [undefined, app({ env: 'KEY', envFrom: {} })],
  [
    undefined,
    { containers: [null], volumes: [null, { name: 'v', secret: null }] },
  ],
  [undefined, null],
])('is %s in %j', (use, spec) => {
  expect(secretMountKind(deploymentOf({ template: { spec } }), SECRET)).toBe(
    use,
  );
});
