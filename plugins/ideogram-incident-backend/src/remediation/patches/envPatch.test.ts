import type { V1Container } from '@kubernetes/client-node';
import { deploymentOf } from './__testUtils__/deployment';
import { restoreEnvPatch, setEnvPatch } from './envPatch';
import { mitigationOf } from './mitigation';
import { annotationOf } from './mitigationRecord';

const MODE = annotationOf('MODE');
const BY = {
  action: 'enable-fallback',
  since: '2026-11-25T12:00:00.000Z',
  by: 'user:default/jane',
  reason: 'Vendor outage',
};
const FROM_SECRET = { secretKeyRef: { name: 'modes', key: 'mode' } };

const change = (container: V1Container, value = 'on') => ({
  container,
  env: 'MODE',
  value,
});
const record = (before: object | null, value = 'on') =>
  JSON.stringify({
    action: BY.action,
    container: 'app',
    env: 'MODE',
    value,
    before,
    since: BY.since,
    by: BY.by,
    reason: BY.reason,
  });

function deploymentWith(
  env: unknown,
  annotation?: string,
  others: object[] = [],
) {
  const app = { name: 'app', env } as V1Container;
  return {
    app,
    deployment: deploymentOf({
      metadata: annotation ? { annotations: { [MODE]: annotation } } : {},
      containers: [...others, app],
    }),
  };
}

const patchOf = (
  entry: object,
  annotation: string | null,
  more: object = {},
) => ({
  metadata: { annotations: { [MODE]: annotation } },
  spec: {
    template: {
      spec: { containers: [{ name: 'app', env: [entry], ...more }] },
    },
  },
});

it.each<[string, unknown, string[]]>([
  ['nothing', undefined, ['MODE']],
  ['no list', 'MODE=off', ['MODE']],
  [
    'other entries',
    [null, { name: 'OTHER', value: 'x' }, { name: 'LAST' }],
    ['OTHER', 'LAST', 'MODE'],
  ],
])('adds an entry after %s', (_, env, names) => {
  const { app, deployment } = deploymentWith(env);
  const order = names.map(name => ({ name }));
  expect(setEnvPatch(deployment, change(app), BY)).toEqual(
    patchOf({ name: 'MODE', value: 'on' }, record(null), {
      '$setElementOrder/env': order,
    }),
  );
});

it.each<[string, unknown, object, object | null]>([
  [
    'a value',
    [{ name: 'MODE', value: 'off' }],
    {},
    { name: 'MODE', value: 'off' },
  ],
  ['an empty value', [{ name: 'MODE' }], {}, { name: 'MODE' }],
  [
    'a source',
    [{ name: 'MODE', value: undefined, valueFrom: FROM_SECRET }],
    { valueFrom: null },
    { name: 'MODE', valueFrom: FROM_SECRET },
  ],
])(
  'sets an entry in the place of %s, and keeps that',
  (_, env, more, before) => {
    const { app, deployment } = deploymentWith(env);
    expect(setEnvPatch(deployment, change(app), BY)).toEqual(
      patchOf({ name: 'MODE', value: 'on', ...more }, record(before)),
    );
  },
);

it.each([
  ['on', [{ name: 'MODE', value: 'on' }]],
  ['', [{ name: 'MODE' }]],
  ['', [{ name: 'MODE', value: '' }]],
])('has nothing to set where it is %j', (value, env) => {
  const { app, deployment } = deploymentWith(env);
  expect(setEnvPatch(deployment, change(app, value), BY)).toBeUndefined();
});

it('keeps what stood there before another override of ours', () => {
  const { app, deployment } = deploymentWith(
    [{ name: 'MODE', value: 'on' }],
    record({ name: 'MODE', value: 'off' }),
  );
  expect(setEnvPatch(deployment, change(app, 'half'), BY)).toEqual(
    patchOf(
      { name: 'MODE', value: 'half' },
      record({ name: 'MODE', value: 'off' }, 'half'),
    ),
  );
});

it('forgets a record of what somebody has deployed over', () => {
  const { app, deployment } = deploymentWith(
    [{ name: 'MODE', value: 'new' }],
    record({ name: 'MODE', value: 'off' }),
  );
  expect(setEnvPatch(deployment, change(app), BY)).toEqual(
    patchOf(
      { name: 'MODE', value: 'on' },
      record({ name: 'MODE', value: 'new' }),
    ),
  );
});

it.each<[string, object | null, object]>([
  ['nothing', null, { name: 'MODE', $patch: 'delete' }],
  ['a value', { name: 'MODE', value: 'off' }, { name: 'MODE', value: 'off' }],
  ['an empty value', { name: 'MODE' }, { name: 'MODE', value: '' }],
  [
    'a source',
    { name: 'MODE', valueFrom: FROM_SECRET },
    { name: 'MODE', value: null, valueFrom: FROM_SECRET },
  ],
])('restores %s', (_, before, entry) => {
  const { app, deployment } = deploymentWith(
    [{ name: 'MODE', value: 'on' }],
    record(before),
  );
  expect(restoreEnvPatch(deployment, change(app))).toEqual(
    patchOf(entry, null),
  );
});

it('removes what was set outside of the portal', () => {
  const { app, deployment } = deploymentWith([{ name: 'MODE', value: 'on' }]);
  expect(restoreEnvPatch(deployment, change(app))).toEqual(
    patchOf({ name: 'MODE', $patch: 'delete' }, null),
  );
});

it.each([
  ['nothing stands there', undefined],
  ['somebody has deployed since', [{ name: 'MODE', value: 'new' }]],
  ['it comes from elsewhere', [{ name: 'MODE', valueFrom: FROM_SECRET }]],
])('restores nothing where %s', (_, env) => {
  const { app, deployment } = deploymentWith(env, record(null));
  expect(restoreEnvPatch(deployment, change(app))).toBeUndefined();
});

it.each([
  ['is in force there', 'on', 'proxy'],
  ['is over', 'off', undefined],
])('knows an override of another container that %s', (_, value, elsewhere) => {
  const proxy = { name: 'proxy', env: [{ name: 'MODE', value }] };
  const annotation = record(null).replace('"app"', '"proxy"');
  const { app, deployment } = deploymentWith([], annotation, [proxy]);
  const state = mitigationOf(deployment, app, change(app));
  expect(state).toEqual({
    inForce: false,
    entry: null,
    before: null,
    ...(elsewhere && { elsewhere }),
  });
});
