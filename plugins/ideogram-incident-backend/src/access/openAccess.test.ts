import { mockServices } from '@backstage/backend-test-utils';
import { targetIn } from '../triage/probes/__testUtils__/cluster';
import { targetOf } from '../triage/target.fixture';
import { openAccessWarning } from './openAccess';

const inCluster = targetIn('https://10.0.0.1:6443');

const warningOf = (
  targets: Parameters<typeof openAccessWarning>[0],
  { enabled, moduleId }: { enabled?: boolean; moduleId?: string },
) =>
  openAccessWarning(targets, {
    rootConfig: mockServices.rootConfig({
      data: enabled === undefined ? {} : { permission: { enabled } },
    }),
    rootInstanceMetadata: {
      getInstalledPlugins: async () => [
        { pluginId: 'ideogram-incident', modules: [] },
        {
          pluginId: 'permission',
          modules: moduleId ? [{ moduleId }] : [],
        },
      ],
    },
  });

it.each([
  ['permissions are off', { enabled: false }, /^Permissions are off, /],
  ['nothing is said of permissions', {}, /^Permissions are off, /],
  [
    'the policy allows everything',
    { enabled: true, moduleId: 'allow-all-policy' },
    /^The permission policy allows everything, /,
  ],
])('warns where %s', async (_, portal, words) => {
  const warning = await warningOf([targetOf({}), inCluster], portal);
  expect(warning).toMatch(words);
  expect(warning).toContain(
    'can change the cluster and the API key of production.',
  );
});

it('says nothing where a policy decides, or there is no cluster', async () => {
  const decides = { enabled: true, moduleId: 'portal-policy' };
  expect(await warningOf([inCluster], decides)).toBeUndefined();
  expect(await warningOf([targetOf({})], { enabled: false })).toBeUndefined();
});
