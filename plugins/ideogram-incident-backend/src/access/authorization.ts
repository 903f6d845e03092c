import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { TtlCache } from '../resilience';
import { callerKey, type Caller } from './caller';
import { needing } from './needing';

// See docs/adr/0003-brief-memory-of-access.md.
const KEEP_MS = 1000;

type EntityPermission = ResourcePermission<'catalog-entity'>;

/** Asks the portal's policy what a caller may do with an entity. */
export class Authorization {
  private readonly allowed = new TtlCache<boolean>({
    ttlMs: allowed => (allowed ? KEEP_MS : 0),
  });

  constructor(
    private readonly permissions: PermissionsService,
    private readonly logger: LoggerService,
  ) {}

  /**
   * For reading: what was allowed a moment ago still is.
   *
   * @throws NotAllowedError that names the permission
   */
  async require(
    permission: EntityPermission,
    entityRef: string,
    credentials: Caller,
  ): Promise<void> {
    refuseUnless(
      await this.isAllowed(permission, entityRef, credentials),
      permission,
      entityRef,
    );
  }

  /**
   * For what changes something: the policy is asked at this moment.
   *
   * @throws NotAllowedError that names the permission
   */
  async requireNow(
    permission: EntityPermission,
    entityRef: string,
    credentials: Caller,
  ): Promise<void> {
    refuseUnless(
      await this.ask(permission, entityRef, credentials),
      permission,
      entityRef,
    );
  }

  /** For showing what is allowed, which is asked again before it is done. */
  isAllowed(
    permission: EntityPermission,
    entityRef: string,
    credentials: Caller,
  ): Promise<boolean> {
    const key = JSON.stringify([
      permission.name,
      entityRef,
      callerKey(credentials),
    ]);
    return this.allowed.get(key, () =>
      this.ask(permission, entityRef, credentials),
    );
  }

  private async ask(
    permission: EntityPermission,
    entityRef: string,
    credentials: Caller,
  ): Promise<boolean> {
    const [decision] = await needing(
      'The permission service',
      this.logger,
      () =>
        this.permissions.authorize([{ permission, resourceRef: entityRef }], {
          credentials,
        }),
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }
}

function refuseUnless(
  allowed: boolean,
  permission: EntityPermission,
  entityRef: string,
): void {
  if (allowed) return;
  throw new NotAllowedError(
    `The permission ${permission.name} on ${entityRef} is missing`,
  );
}
