import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  alertsReadPermission,
  incidentWritePermission,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** On an entity: remediation, and incidents. */
type ChangePermission = ReturnType<typeof remediationPermission>;

const OF_ANY_ACTION = remediationPermission('');
/** Who holds a new key decides for everybody who uses the old one. */
const FOR_ADMINISTRATORS = remediationPermission('rotate-credential').name;

/**
 * Everybody who has signed in reads. Who owns a component opens and changes
 * incidents of its targets, and runs the remediation actions on them, but for
 * the one that replaces the credential; administrators may do all of it, on all
 * components, and read what belongs to none. What else changes something has to
 * be named here before anybody may do it.
 */
export class PortalPolicy implements PermissionPolicy {
  private readonly administrators: ReadonlySet<string>;

  /** @param administrators - entity references of users and groups */
  constructor(
    administrators: readonly string[],
    private readonly userInfo: UserInfoService,
  ) {
    this.administrators = new Set(administrators);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return DENY;
    const isOfNobody = permission.name === alertsReadPermission.name;
    if (permission.attributes.action === 'read' && !isOfNobody) return ALLOW;
    if (!isOfNobody && !isChange(permission)) return DENY;

    const { ownershipEntityRefs: claims } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    if (claims.some(ref => this.administrators.has(ref))) return ALLOW;
    return !isChange(permission) || permission.name === FOR_ADMINISTRATORS
      ? DENY
      : createCatalogConditionalDecision(
          permission,
          catalogConditions.isEntityOwner({ claims }),
        );
  }
}

function isChange(permission: Permission): permission is ChangePermission {
  return (
    isResourcePermission(permission, OF_ANY_ACTION.resourceType) &&
    (permission.name.startsWith(OF_ANY_ACTION.name) ||
      permission.name === incidentWritePermission.name)
  );
}
