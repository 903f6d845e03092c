import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseTargetsAnnotation,
  TARGETS_ANNOTATION,
} from 'backstage-plugin-ideogram-incident-common';
import { timeout, TimeoutStrategy } from 'cockatiel';
import { orUnavailable } from '../access';
import { TtlCache } from '../resilience';

/** A catalog that hangs must not keep an incident from being opened. */
const DEADLINE_MS = 3_000;

/** As long as somebody may wait who has just named a target. */
const KEEP_MS = 10_000;

type Components = ReadonlyMap<string, readonly string[]>;

/** Which components name which target, by the catalog. */
export class TargetComponents {
  private readonly answers: TtlCache<Components>;
  /** For the time in which the catalog can't be asked. */
  private last: Components | undefined;

  constructor(
    private readonly services: {
      auth: Pick<AuthService, 'getOwnServiceCredentials'>;
      catalog: Pick<CatalogService, 'streamEntities'>;
      logger: LoggerService;
    },
    private readonly times = { keepMs: KEEP_MS, deadlineMs: DEADLINE_MS },
  ) {
    this.answers = new TtlCache({ ttlMs: () => this.times.keepMs });
  }

  /**
   * By target; also those that the operator did not define.
   *
   * @throws ServiceUnavailableError where nothing was ever known
   */
  async all(): Promise<Components> {
    try {
      this.last = await this.answers.get('all', () => this.ask());
      return this.last;
    } catch (error) {
      if (this.last) return this.last;
      throw error;
    }
  }

  /** Of one target; what is known of it already where the catalog is away. */
  async of(target: string, known: readonly string[]): Promise<string[]> {
    const all = await this.all().catch(() => undefined);
    return [...new Set([...known, ...(all?.get(target) ?? [])])];
  }

  private ask(): Promise<Components> {
    const { deadlineMs } = this.times;
    return orUnavailable('The catalog', this.services.logger, () =>
      timeout(deadlineMs, TimeoutStrategy.Aggressive).execute(() =>
        this.read(),
      ),
    );
  }

  private async read(): Promise<Components> {
    const { auth, catalog } = this.services;
    const pages = catalog.streamEntities(
      {
        query: {
          [`metadata.annotations.${TARGETS_ANNOTATION}`]: { $exists: true },
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const named = new Map<string, string[]>();
    for await (const page of pages) {
      for (const entity of page) {
        const entityRef = stringifyEntityRef(entity);
        for (const target of parseTargetsAnnotation(
          entity.metadata.annotations?.[TARGETS_ANNOTATION],
        )) {
          named.set(target, [...(named.get(target) ?? []), entityRef]);
        }
      }
    }
    return named;
  }
}
