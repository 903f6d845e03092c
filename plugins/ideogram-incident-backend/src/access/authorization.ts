import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { BriefMemory } from './briefMemory';
import { callerKey, type Caller } from './caller';
import { needing } from './needing';

// See docs/adr/0003-brief-memory-of-access.md.
const KEEP_MS = 1000;

/** Asks the portal's policy what a caller may do with an entity. */
export class Authorization {
  private readonly allowed = new BriefMemory<boolean>({
    keepMs: KEEP_MS,
    keepIf: allowed => allowed,
  });

  constructor(
    private readonly permissions: PermissionsService,
    private readonly logger: LoggerService,
  ) {}

  /** @throws NotAllowedError that names the permission */
  async require(
    permission: ResourcePermission<'catalog-entity'>,
    entityRef: string,
    credentials: Caller,
  ): Promise<void> {
    const key = JSON.stringify([
      permission.name,
      entityRef,
      callerKey(credentials),
    ]);
    const allowed = await this.allowed.get(key, async () => {
      const [decision] = await needing(
        'The permission service',
        this.logger,
        () =>
          this.permissions.authorize([{ permission, resourceRef: entityRef }], {
            credentials,
          }),
      );
      return decision?.result === AuthorizeResult.ALLOW;
    });
    if (!allowed) {
      throw new NotAllowedError(
        `The permission ${permission.name} on ${entityRef} is missing`,
      );
    }
  }
}
