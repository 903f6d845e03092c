import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { TtlCache } from '../resilience';
import { callerKey, type Caller } from './caller';
import { MAX_BATCH, PermissionBatches } from './permissionBatches';

// See docs/adr/0003-brief-memory-of-access.md.
const KEEP_MS = 1000;

type EntityPermission = ResourcePermission<'catalog-entity'>;

/** What a permission is asked for. */
export interface AccessSubject {
  /** Those it belongs to: one of them on which the caller is allowed suffices. */
  entityRefs: readonly string[];
  /** What a caller is told who is not allowed; left out, which permission it is. */
  denial?: () => Error;
}

/** Asks the portal's policy what a caller may do. */
export class Authorization {
  private readonly allowed = new TtlCache<boolean>({
    ttlMs: allowed => (allowed ? KEEP_MS : 0),
  });

  private readonly batches: PermissionBatches;

  constructor(permissions: PermissionsService, logger: LoggerService) {
    this.batches = new PermissionBatches(permissions, logger);
  }

  /**
   * Asks the policy at this moment; or, for reading, `remembering` what it
   * allowed a moment ago.
   *
   * @throws NotAllowedError that names the permission, or the subject's denial
   */
  async authorize(
    subject: AccessSubject,
    permission: EntityPermission | BasicPermission,
    credentials: Caller,
    { remembering = false } = {},
  ): Promise<void> {
    const { entityRefs, denial } = subject;
    const isAllowed = await (remembering
      ? this.rememberedFor(permission, entityRefs, credentials)
      : this.isAllowedNow(permission, entityRefs, credentials));
    if (isAllowed) return;
    if (denial) throw denial();
    const where = entityRefs.length > 0 ? ` on ${entityRefs.join(' or ')}` : '';
    throw new NotAllowedError(
      `Permission missing: ask the administrator of the portal for ${permission.name}${where}`,
    );
  }

  /**
   * For reading, and for showing what is allowed, which is asked again before
   * it is done.
   *
   * @param entityRefs - one of them suffices; none for a basic permission
   */
  isAllowed(
    permission: EntityPermission | BasicPermission,
    entityRefs: readonly string[],
    credentials: Caller,
  ): Promise<boolean> {
    return this.rememberedFor(permission, entityRefs, credentials);
  }

  /** Those of many entities on which a caller is allowed, asked for together. */
  async allowedOf(
    permission: EntityPermission,
    entityRefs: Iterable<string>,
    credentials: Caller,
  ): Promise<ReadonlySet<string>> {
    const refs = [...new Set(entityRefs)];
    const allowed = await this.ask(permission, refs, credentials);
    return new Set(refs.filter((_, index) => allowed[index]));
  }

  private rememberedFor(
    permission: EntityPermission | BasicPermission,
    entityRefs: readonly string[],
    credentials: Caller,
  ): Promise<boolean> {
    const key = JSON.stringify([
      permission.name,
      entityRefs,
      callerKey(credentials),
    ]);
    return this.allowed.get(key, () =>
      this.isAllowedNow(permission, entityRefs, credentials),
    );
  }

  private async isAllowedNow(
    permission: EntityPermission | BasicPermission,
    entityRefs: readonly string[],
    credentials: Caller,
  ): Promise<boolean> {
    const allowed = await this.ask(permission, entityRefs, credentials);
    return allowed.includes(true);
  }

  /** One answer for each of the entities; or the only one, without resource. */
  private async ask(
    permission: EntityPermission | BasicPermission,
    entityRefs: readonly string[],
    credentials: Caller,
  ): Promise<boolean[]> {
    const requests =
      permission.type === 'basic'
        ? [{ permission }]
        : entityRefs.map(resourceRef => ({ permission, resourceRef }));
    const answers = await Promise.all(
      Array.from(
        { length: Math.ceil(requests.length / MAX_BATCH) },
        (_, batch) =>
          this.batches.ask(
            requests.slice(batch * MAX_BATCH, (batch + 1) * MAX_BATCH),
            credentials,
          ),
      ),
    );
    return answers.flat();
  }
}
