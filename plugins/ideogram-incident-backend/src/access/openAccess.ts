import type {
  AuthService,
  PermissionsService,
  RootConfigService,
  RootInstanceMetadataService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { remediationPermission } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** Backstage's own policy that allows everything to everybody. */
const ALLOWS_ALL = 'allow-all-policy';

/** Of what there need not be: a policy that allows it asks for nothing. */
const ANY_ENTITY = 'component:default/any';
const DEADLINE_MS = 10_000;

interface Services {
  auth: AuthService;
  permissions: PermissionsService;
  rootConfig: RootConfigService;
  rootInstanceMetadata: RootInstanceMetadataService;
}

/** Asked as nobody, for whoever signs in may no less. */
async function mayNobody({ auth, permissions }: Services): Promise<boolean> {
  const late = new Promise<[]>(resolve => {
    setTimeout(() => resolve([]), DEADLINE_MS).unref();
  });
  try {
    const asked = permissions.authorize(
      [
        {
          permission: remediationPermission('restart'),
          resourceRef: ANY_ENTITY,
        },
      ],
      { credentials: await auth.getNoneCredentials() },
    );
    const [decision] = await Promise.race([asked, late]);
    return decision?.result === AuthorizeResult.ALLOW;
  } catch {
    // Then nobody is allowed anything either.
    return false;
  }
}

const ALL_ALLOWED = {
  why: 'The permission policy allows everything',
  cure: 'Replace it by',
};

async function whyAnybodyMay(
  services: Services,
): Promise<{ why: string; cure: string } | undefined> {
  const { rootConfig, rootInstanceMetadata: installed } = services;
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
  if (isAllowedAll) return ALL_ALLOWED;
  return (await mayNobody(services))
    ? {
        ...ALL_ALLOWED,
        why: 'The permission policy allows remediation to everybody',
      }
    : undefined;
}

/**
 * What the operator has to be told where nothing stands between a person and
 * the buttons that change clusters; undefined where something does, or that
 * can't be asked. To be called once the backend has started.
 */
export async function openAccessWarning(
  targets: Iterable<Target>,
  services: Services,
): Promise<string | undefined> {
  const names = [...targets]
    .filter(({ kubernetes }) => kubernetes)
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  const open = await whyAnybodyMay(services);
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
