import { createHash } from 'node:crypto';
import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import {
  readingSchema,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { createCircuitBreaker } from '../resilience';

/** What the cache may add to a reading; more is worse than reading twice. */
const DEADLINE_MS = 200;
/** Changes with the shape of a reading, for replicas of two versions. */
const FORMAT = 1;

// Neither a header's value nor a token tells two targets apart that are asked
// for the same, and no trace of them belongs in a shared store.
const SECRET_KEYS = new Set(['headers', 'token']);

/** Readings that replicas share through the portal's cache service. */
export class SharedReadings {
  private readonly prefixes = new WeakMap<Target, string>();
  private readonly guarded: ReturnType<typeof createCircuitBreaker>;

  constructor(private readonly cache: CacheService, logger: LoggerService) {
    this.guarded = createCircuitBreaker({
      loss: 'The cache fails, so replicas do not share readings',
      deadlineMs: DEADLINE_MS,
      logger,
    });
  }

  /** The reading of another replica, and for how long it may be shared yet. */
  async get(
    target: Target,
    probe: string,
  ): Promise<{ reading: Reading; freshMs: number } | undefined> {
    const key = this.key(target, probe);
    const found = await this.guarded(() => this.cache.get(key));
    const parsed = readingSchema.safeParse(found);
    if (!parsed.success || parsed.data.probe !== probe) return undefined;
    const reading = parsed.data;
    const { maxAgeMs } = target.probes;
    // The clocks of two replicas may differ: no reading is from the future.
    const ageMs = Math.max(0, Date.now() - Date.parse(reading.observedAt));
    return ageMs < maxAgeMs
      ? { reading, freshMs: maxAgeMs - ageMs }
      : undefined;
  }

  async set(target: Target, reading: Reading): Promise<void> {
    const key = this.key(target, reading.probe);
    const value = reading as unknown as JsonValue;
    const ttl = target.probes.maxAgeMs;
    await this.guarded(() => this.cache.set(key, value, { ttl }));
  }

  private key(target: Target, probe: string): string {
    let prefix = this.prefixes.get(target);
    if (prefix === undefined) {
      const configuration = JSON.stringify(target, (key, value) =>
        SECRET_KEYS.has(key) ? undefined : value,
      );
      const hash = createHash('sha256').update(configuration).digest('hex');
      prefix = `reading/${FORMAT}/${hash}`;
      this.prefixes.set(target, prefix);
    }
    return `${prefix}/${probe}`;
  }
}
