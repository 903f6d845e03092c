import type { V1Container } from '@kubernetes/client-node';
import { deploymentOf } from './__testUtils__/deployment';
import { ownsRecord, ownsValue } from './__testUtils__/managedFields';
import { restoreEnvPatch } from './envPatch';
import { mitigationOf } from './mitigation';
import { annotationOf } from './mitigationRecord';

const RECORD = {
  action: 'enable-fallback',
  container: 'app',
  env: 'MODE',
  value: 'on',
  before: { name: 'MODE', value: 'off' },
  since: '2026-11-25T12:00:00.000Z',
  by: 'user:default/jane',
};
const app: V1Container = { name: 'app', env: [{ name: 'MODE', value: 'on' }] };
const proxy: V1Container = { name: 'proxy' };

const deploymentWith = (managedFields: unknown) =>
  deploymentOf({
    metadata: {
      annotations: { [annotationOf('MODE')]: JSON.stringify(RECORD) },
      managedFields,
    },
    containers: [app, proxy],
  });
const change = { container: app, env: 'MODE', value: 'on' };

it.each<[string, unknown]>([
  ['nobody notes who set what', undefined],
  ['nothing is noted', []],
  ['it is noted of other fields', [ownsValue('kubectl-set', 'OTHER'), null]],
  [
    'whoever wrote it set the value',
    [ownsRecord('portal', 'MODE'), ownsValue('portal', 'MODE')],
  ],
  [
    'a deployment says the same',
    [
      ownsRecord('portal', 'MODE'),
      ownsValue('portal', 'MODE'),
      { ...ownsValue('argocd', 'MODE'), operation: 'Apply' },
    ],
  ],
])('a record counts where %s', (_, managedFields) => {
  const deployment = deploymentWith(managedFields);
  expect(mitigationOf(deployment, app, change)).toEqual({
    inForce: true,
    entry: { name: 'MODE', value: 'on' },
    before: RECORD.before,
    record: RECORD,
  });
  expect(mitigationOf(deployment, proxy, change).elsewhere).toBe('app');
});

it.each<[string, unknown]>([
  [
    'somebody else has set the value since',
    [ownsRecord('portal', 'MODE'), ownsValue('kubectl-set', 'MODE')],
  ],
  ['nobody is known to have written it', [ownsValue('kubectl-set', 'MODE')]],
  [
    'it was applied',
    [
      ownsRecord('portal', 'MODE'),
      { ...ownsValue('portal', 'MODE'), operation: 'Apply' },
    ],
  ],
])('a record does not count where %s', (_, managedFields) => {
  const deployment = deploymentWith(managedFields);
  expect(mitigationOf(deployment, app, change)).toEqual({
    inForce: true,
    entry: { name: 'MODE', value: 'on' },
    before: null,
  });
  expect(mitigationOf(deployment, proxy, change)).not.toHaveProperty(
    'elsewhere',
  );
  expect(restoreEnvPatch(deployment, change)).toMatchObject({
    metadata: { annotations: { [annotationOf('MODE')]: null } },
    spec: {
      template: {
        spec: { containers: [{ env: [{ name: 'MODE', $patch: 'delete' }] }] },
      },
    },
  });
});
