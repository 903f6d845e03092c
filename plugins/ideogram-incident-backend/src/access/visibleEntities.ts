import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createPermission } from '@backstage/plugin-permission-common';
import { TtlCache } from '../resilience';
import type { Authorization } from './authorization';
import { callerKey, type Caller } from './caller';
import { orUnavailable } from './orUnavailable';

// See docs/adr/0003-brief-memory-of-access.md.
const KEEP_MS = 1000;

/** As the catalog declares it, whose package has it as alpha only. */
const catalogEntityReadPermission = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/**
 * The entities of the catalog that a caller may see. They are read with the
 * plugin's own credentials, once for all who ask, while the policy is asked
 * whether this caller may see them.
 */
export class VisibleEntities implements Pick<CatalogService, 'getEntityByRef'> {
  private readonly visible = new TtlCache<Entity | undefined>({
    ttlMs: entity => (entity ? KEEP_MS : 0),
  });
  private readonly reading = new TtlCache<Entity | undefined>({
    ttlMs: () => 0,
  });

  constructor(
    private readonly catalog: Pick<CatalogService, 'getEntityByRef'>,
    private readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>,
    private readonly authorization: Pick<Authorization, 'allowedOf'>,
    private readonly logger: LoggerService,
  ) {}

  getEntityByRef: CatalogService['getEntityByRef'] = (ref, options) => {
    const entityRef = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
    const caller = options.credentials as Caller;
    const key = JSON.stringify([entityRef, callerKey(caller)]);
    return this.visible.get(key, async () => {
      const [entity, maySee] = await Promise.all([
        this.reading.get(entityRef, () => this.read(entityRef)),
        this.maySee(entityRef, caller),
      ]);
      return maySee ? entity : undefined;
    });
  };

  private read(entityRef: string): Promise<Entity | undefined> {
    return orUnavailable("The portal's catalog", this.logger, async () =>
      this.catalog.getEntityByRef(entityRef, {
        credentials: await this.auth.getOwnServiceCredentials(),
      }),
    );
  }

  private async maySee(entityRef: string, caller: Caller): Promise<boolean> {
    // A service sees the whole catalog.
    if (caller.principal.type === 'service') return true;
    const visible = await this.authorization.allowedOf(
      catalogEntityReadPermission,
      [entityRef],
      caller,
    );
    return visible.has(entityRef);
  }
}
