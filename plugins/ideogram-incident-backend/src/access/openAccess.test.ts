import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { targetIn } from '../triage/probes/__testUtils__/cluster';
import { targetOf } from '../triage/target.fixture';
import { openAccessWarning } from './openAccess';

const inCluster = targetIn('https://10.0.0.1:6443');

const warningOf = (
  targets: Parameters<typeof openAccessWarning>[0],
  {
    enabled,
    moduleId,
    answer = async () => ({ result: AuthorizeResult.DENY }),
  }: {
    enabled?: boolean;
    moduleId?: string;
    answer?: () => Promise<DefinitivePolicyDecision>;
  },
) =>
  openAccessWarning(targets, {
    auth: mockServices.auth(),
    permissions: mockServices.permissions.mock({
      // Whoever has signed in may be allowed more than nobody.
      authorize: async (requests, options) => {
        const { principal } = (options as { credentials: BackstageCredentials })
          .credentials;
        const asNobody = (principal as { type: string }).type === 'none';
        return Promise.all(
          requests.map(() =>
            asNobody ? answer() : { result: AuthorizeResult.ALLOW },
          ),
        );
      },
    }),
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
  [
    'a policy of their own allows it to everybody',
    {
      enabled: true,
      moduleId: 'own-policy',
      answer: async () => ({ result: AuthorizeResult.ALLOW } as const),
    },
    /^The permission policy allows remediation to everybody, /,
  ],
])('warns where %s', async (_, portal, words) => {
  const warning = await warningOf([targetOf({}), inCluster], portal);
  expect(warning).toMatch(words);
  expect(warning).toContain(
    'can change the cluster and the API key of production.',
  );
});

it('says nothing where the policy cannot be asked', async () => {
  const answer = async () => {
    throw new Error('503');
  };
  const warning = await warningOf([inCluster], { enabled: true, answer });
  expect(warning).toBeUndefined();
});

it('says nothing where a policy decides, or there is no cluster', async () => {
  const decides = { enabled: true, moduleId: 'portal-policy' };
  expect(await warningOf([inCluster], decides)).toBeUndefined();
  expect(await warningOf([targetOf({})], { enabled: false })).toBeUndefined();
});
