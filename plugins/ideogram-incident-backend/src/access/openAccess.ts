import type {
  RootConfigService,
  RootInstanceMetadataService,
} from '@backstage/backend-plugin-api';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** Backstage's own policy that allows everything to everybody. */
const ALLOWS_ALL = 'allow-all-policy';

async function whyAnybodyMay(
  rootConfig: RootConfigService,
  installed: RootInstanceMetadataService,
): Promise<{ why: string; cure: string } | undefined> {
  if (!rootConfig.getOptionalBoolean('permission.enabled')) {
    return {
      why: 'Permissions are off',
      cure: 'Set permission.enabled: true, with',
    };
  }
  const plugins = await installed.getInstalledPlugins();
  const isAllowedAll = plugins.some(
    ({ pluginId, modules }) =>
      pluginId === 'permission' &&
      modules.some(({ moduleId }) => moduleId === ALLOWS_ALL),
  );
  return isAllowedAll
    ? {
        why: 'The permission policy allows everything',
        cure: 'Replace it by',
      }
    : undefined;
}

/**
 * What the operator has to be told where nothing stands between a person and
 * the buttons that change clusters; undefined where something does.
 */
export async function openAccessWarning(
  targets: Iterable<Target>,
  services: {
    rootConfig: RootConfigService;
    rootInstanceMetadata: RootInstanceMetadataService;
  },
): Promise<string | undefined> {
  const names = [...targets]
    .filter(({ kubernetes }) => kubernetes)
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  const { rootConfig, rootInstanceMetadata } = services;
  const open = await whyAnybodyMay(rootConfig, rootInstanceMetadata);
  return (
    open &&
    `${
      open.why
    }, so anybody who can sign in can change the cluster and the API key of ${names.join(
      ', ',
    )}. ${
      open.cure
    } a policy that says who may: see "Who may do what" in docs/remediation.md.`
  );
}
