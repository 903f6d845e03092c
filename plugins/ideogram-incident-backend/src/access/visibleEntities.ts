import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { TtlCache } from '../resilience';
import { callerKey, type Caller } from './caller';
import { orUnavailable } from './orUnavailable';

// See docs/adr/0003-brief-memory-of-access.md.
const KEEP_MS = 1000;

/** The entities of the catalog that a caller may see. */
export class VisibleEntities implements Pick<CatalogService, 'getEntityByRef'> {
  private readonly entities = new TtlCache<Entity | undefined>({
    ttlMs: entity => (entity ? KEEP_MS : 0),
  });

  constructor(
    private readonly catalog: Pick<CatalogService, 'getEntityByRef'>,
    private readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>,
    private readonly logger: LoggerService,
  ) {}

  getEntityByRef: CatalogService['getEntityByRef'] = (ref, options) => {
    const entityRef = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
    const caller = options.credentials as Caller;
    const key = JSON.stringify([entityRef, callerKey(caller)]);
    return this.entities.get(key, () =>
      orUnavailable("The portal's catalog", this.logger, async () =>
        this.catalog.getEntityByRef(entityRef, {
          ...options,
          credentials: await this.passedOn(caller),
        }),
      ),
    );
  };

  /**
   * A service sees the whole catalog, so that our own word is as good as its
   * own; and a token that is restricted to this plugin can't be passed on.
   */
  private async passedOn(caller: Caller): Promise<BackstageCredentials> {
    return caller.principal.type === 'service'
      ? this.auth.getOwnServiceCredentials()
      : caller;
  }
}
