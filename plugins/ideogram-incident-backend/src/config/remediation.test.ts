import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readIdeogramIncidentConfig } from './readConfig';

const read = (remediation: JsonObject, actionIds?: readonly string[]) =>
  readIdeogramIncidentConfig(
    new ConfigReader({ ideogramIncident: { remediation } }),
    { actionIds },
  ).remediation;

function mistakesOf(remediation: JsonObject): string[] {
  try {
    read(remediation);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map(text => text.trim().replace(/^ideogramIncident.remediation\./, ''));
  }
  return [];
}

const BUILT_IN =
  'verify-credential, rotate-credential, restart, enable-queue, disable-queue, enable-fallback, disable-fallback';
const ID =
  'must have an id of up to 60 lower-case letters and digits, in words joined by -';

it('has defaults for all', () => {
  expect(read({})).toEqual({
    reason: 'optional',
    impersonate: false,
    fieldManager: 'backstage-ideogram-incident',
    rolloutTimeoutMs: 600_000,
    approvalExpiresAfterMs: 3_600_000,
    actions: new Map(),
    operatorActions: [],
  });
});

it.each<[JsonObject, object]>([
  [{ kind: 'restart' }, { kind: 'restart' }],
  [
    { kind: 'undoRollout', risk: 'high' },
    { kind: 'undoRollout', risk: 'high' },
  ],
  [
    { kind: 'scale', replicas: '4' },
    { kind: 'scale', replicas: 4 },
  ],
  [
    { kind: 'setEnv', env: 'MODE', value: '', container: 'app' },
    { kind: 'setEnv', env: 'MODE', value: '', container: 'app' },
  ],
  [
    { kind: 'restart', description: 'All of it.' },
    { kind: 'restart', description: 'All of it.' },
  ],
])('reads the action %j', (own, expected) => {
  const { operatorActions } = read({
    actions: { mine: { title: 'Do it', ...own } },
  });
  expect(operatorActions).toEqual([
    { id: 'mine', title: 'Do it', risk: 'medium', ...expected },
  ]);
});

it('reads how an action is handled, whoever brings it', () => {
  const { actions, operatorActions } = read(
    {
      actions: {
        'drain-queue': { reason: 'required' },
        mine: {
          title: 'Do it',
          kind: 'setEnv',
          env: 'A',
          value: 'b',
          approval: 'second-person',
        },
        'revert-mine': { enabled: false },
      },
    },
    ['restart', 'drain-queue'],
  );
  expect([...actions]).toEqual([
    ['drain-queue', { enabled: true, approval: false, reason: 'required' }],
    ['mine', { enabled: true, approval: true }],
    ['revert-mine', { enabled: false, approval: false }],
  ]);
  expect(operatorActions.map(({ id }) => id)).toEqual(['mine']);
});

it.each<[JsonValue, string[]]>([
  [
    { reason: 'always', impersonate: 'yes' },
    [
      'reason must be one of optional, required',
      'impersonate must be true or false',
    ],
  ],
  [
    { fieldManager: 'kubectl-portal' },
    [
      'fieldManager must not begin with kubectl: Flux undoes what kubectl changes',
    ],
  ],
  [
    { fieldManager: 'a b' },
    [
      'fieldManager must be up to 128 letters, digits and punctuation marks, without spaces',
    ],
  ],
  [
    { rolloutTimeout: 0, approvalExpiresAfter: '8d' },
    [
      'rolloutTimeout must be a duration from 1s to 2h, such as 5s, PT5S or { seconds: 5 }',
      'approvalExpiresAfter must be a duration from 1s to 7d, such as 5s, PT5S or { seconds: 5 }',
    ],
  ],
  [{ actions: [] }, ['actions must be a mapping of keys to values']],
  [
    { actions: { mine: { title: 'A', kind: 'constructor' } } },
    ['actions.mine.kind must be one of setEnv, restart, scale, undoRollout'],
  ],
  [
    { actions: { restart: true } },
    ['actions.restart must be a mapping of keys to values'],
  ],
  [
    { actions: { restart: { approval: 'two', enabled: 1, reason: false } } },
    [
      'actions.restart.reason must be one of optional, required',
      'actions.restart.enabled must be true or false',
      'actions.restart.approval must be one of none, second-person',
    ],
  ],
  [
    { actions: { restart: { kind: 'scale', replicas: 3 } } },
    [
      'actions.restart.kind is not a known key; known here: reason, enabled, approval',
      'actions.restart.replicas is not a known key; known here: reason, enabled, approval',
    ],
  ],
  [
    { actions: { 'rotate-credentials': { approval: 'second-person' } } },
    [
      `actions.rotate-credentials is not a known action (did you mean rotate-credential?); known: ${BUILT_IN}; an action of your own needs a kind: setEnv, restart, scale, undoRollout`,
    ],
  ],
  [
    { actions: { Mine: { kind: 'restart' }, 'a..b': { kind: 'restart' } } },
    [`actions.Mine ${ID}`, `actions."a..b" ${ID}`],
  ],
  [
    { actions: { ['a'.repeat(61)]: {} } },
    [`actions."${'a'.repeat(60)}" ${ID}`],
  ],
  [
    {
      actions: {
        mine: { title: 'A', kind: 'setEnv', env: 'A', value: 'b' },
        'revert-mine': { title: 'B', kind: 'restart' },
      },
    },
    [
      'actions.revert-mine is already the id of the action that reverts another one; choose another id',
    ],
  ],
  [
    { actions: { mine: { kind: 'delete', env: 'A' } } },
    [
      'actions.mine.kind must be one of setEnv, restart, scale, undoRollout',
      'actions.mine.title is missing',
    ],
  ],
  [
    { actions: { mine: { kind: 'scale', title: 'A', replicas: 0, env: 'A' } } },
    [
      'actions.mine.replicas must be a whole number from 1 to 1000',
      'actions.mine.env is not a known key; known here: reason, enabled, approval, kind, title, description, risk, replicas',
    ],
  ],
  [
    { actions: { mine: { kind: 'setEnv', title: 'A', value: true } } },
    [
      'actions.mine.env is missing',
      "actions.mine.value must be text: put it in quotes, such as 'true'",
    ],
  ],
])('%j is told', (remediation, mistakes) => {
  expect(mistakesOf(remediation as JsonObject)).toEqual(mistakes);
});
