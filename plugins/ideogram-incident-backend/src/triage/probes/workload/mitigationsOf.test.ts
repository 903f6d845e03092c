import type { V1Deployment } from '@kubernetes/client-node';
import { targetIn } from '../__testUtils__/cluster';
import { mitigationsOf } from './mitigationsOf';

const on = { name: 'IDEOGRAM_FALLBACK', value: 'true' };
const queue = { name: 'RATE_LIMIT_MODE', value: 'queue' };
const app = (...env: unknown[]) => ({ name: 'app', env });
const sidecar = (...env: unknown[]) => ({ name: 'sidecar', env });

it.each<[string, unknown, string | undefined, string[]]>([
  ['none', [app()], undefined, []],
  ['both', [app(on, queue)], undefined, ['queue', 'fallback']],
  ['no other value', [app({ ...on, value: 'false' })], undefined, []],
  [
    'no value from elsewhere',
    [app({ name: on.name, valueFrom: {} })],
    undefined,
    [],
  ],
  ['none of another container', [app(), sidecar(on)], 'app', []],
  [
    'that of any where none is named',
    [app(), sidecar(on)],
    undefined,
    ['fallback'],
  ],
  [
    'it beside what has no shape',
    [null, { env: 'x' }, app(null, 7, on)],
    undefined,
    ['fallback'],
  ],
  ['nothing where there is no container', 'x', undefined, []],
])('finds %s', (_, containers, container, expected) => {
  const { kubernetes } = targetIn(
    'https://127.0.0.1:1',
    container ? { container } : {},
  );
  const deployment = {
    spec: { template: { spec: { containers } } },
  } as unknown as V1Deployment;
  expect(mitigationsOf(deployment, kubernetes!)).toEqual(expected);
});
