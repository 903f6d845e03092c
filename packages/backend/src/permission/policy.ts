import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/**
 * Everybody who has signed in reads. What changes something has to be named
 * here before anybody may do it.
 */
export class PortalPolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const reads = request.permission.attributes.action === 'read';
    return {
      result: user && reads ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    };
  }
}
