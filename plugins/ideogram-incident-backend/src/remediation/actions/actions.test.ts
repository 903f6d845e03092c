import { BUILT_IN_ACTIONS } from 'backstage-plugin-ideogram-incident-common';
import { deploymentOf } from '../patches/__testUtils__/deployment';
import { inputOf, targetOf } from './__testUtils__/input';
import { createBuiltInActions } from './builtInActions';
import { createOperatorActions } from './operatorActions';

const builtIn = createBuiltInActions({
  askIdeogramAboutKey: async () => ({ answer: 'accepted', words: '' }),
});

it('brings each built-in action', () => {
  expect(builtIn.map(({ id }) => id)).toEqual([...BUILT_IN_ACTIONS]);
  expect(
    builtIn.map(({ id, title, verifiedBy }) => [id, title, verifiedBy]),
  ).toEqual([
    ['verify-credential', 'Verify credential', 'confirmation'],
    ['rotate-credential', 'Rotate credential', 'authentication-errors'],
    ['restart', 'Restart the integration', 'pods'],
    ['enable-queue', 'Enable queue', 'rate-limits'],
    ['disable-queue', 'Disable queue', 'no-errors'],
    ['enable-fallback', 'Enable fallback', 'users-served'],
    ['disable-fallback', 'Disable fallback', 'no-errors'],
  ]);
});

it('takes the entries and the container from the target', async () => {
  const target = targetOf({
    container: 'web',
    queue: { env: 'MODE', value: 'slow' },
  });
  const deployment = deploymentOf({
    containers: [{ name: 'app' }, { name: 'web' }],
  });
  const enable = builtIn.find(({ id }) => id === 'enable-queue')!;
  expect(await enable.changes(inputOf({ target, deployment }))).toMatchObject({
    deployment: {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'web', env: [{ name: 'MODE', value: 'slow' }] },
            ],
          },
        },
      },
    },
  });
});

const risk = 'medium' as const;
const operators = createOperatorActions([
  {
    id: 'shed-load',
    title: 'Shed load',
    risk,
    kind: 'setEnv',
    env: 'MODE',
    value: 'shed',
    container: 'web',
  },
  { id: 'again', title: 'Again', description: 'Anew.', risk, kind: 'restart' },
  { id: 'more', title: 'More', risk, kind: 'scale', replicas: 8 },
  { id: 'back', title: 'Back', risk, kind: 'undoRollout' },
]);

it("makes actions of an operator's configuration, and one that reverts", () => {
  expect(
    operators.map(({ id, title, description }) => [id, title, description]),
  ).toEqual([
    ['shed-load', 'Shed load', 'Sets MODE=shed.'],
    [
      'revert-shed-load',
      'Revert: Shed load',
      'Restores what stood there before Shed load.',
    ],
    ['again', 'Again', 'Anew.'],
    ['more', 'More', 'Scales to 8 pods.'],
    [
      'back',
      'Back',
      'Goes back to the rollout before the present one (restarts not counted).',
    ],
  ]);
  expect(operators.every(({ verifiedBy }) => verifiedBy === 'pods')).toBe(true);
});

it("says where an operator's container is configured", () => {
  const deployment = deploymentOf({ containers: [{ name: 'app' }] });
  expect(operators[0].assess(inputOf({ deployment })).refusals).toEqual([
    "There is no container web, only app: ask the portal's operator to correct remediation.actions.shed-load.container.",
  ]);
});

it('asks for no right that it does not need', () => {
  for (const { id, access } of [...builtIn, ...operators]) {
    expect(access).toContain('get deployment');
    expect(access.includes('patch secret')).toBe(id === 'rotate-credential');
    expect(access.includes('list replicasets')).toBe(id === 'back');
    expect(access.includes('patch deployment')).toBe(
      id !== 'verify-credential',
    );
  }
});
