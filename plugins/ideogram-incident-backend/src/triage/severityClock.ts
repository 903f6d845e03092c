import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  sinceOf,
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLevel,
} from 'backstage-plugin-ideogram-incident-common';
import { createCircuitBreaker } from '../resilience';
import type { SeverityHistoryStore } from './severityHistoryStore';

const DEADLINE_MS = 1000;
/** How far the stored time of the last triage may lag behind. */
const WRITE_EVERY_MS = 60_000;
/**
 * Nobody may have looked at the tab for a while; the trouble that is found
 * when somebody looks again is taken for the same.
 */
const MAX_GAP_MS = 30 * 60_000;

interface Known {
  history?: SeverityHistory;
  writtenAt: number;
  writing: Promise<unknown>;
}

/**
 * Knows since when a severity holds, across restarts and replicas. Without a
 * database it knows what it has seen itself.
 */
export class SeverityClock {
  private readonly known = new Map<string, Known>();
  private readonly guarded: ReturnType<typeof createCircuitBreaker>;

  constructor(
    private readonly store: Pick<SeverityHistoryStore, 'read' | 'record'>,
    logger: LoggerService,
  ) {
    this.guarded = createCircuitBreaker({
      loss: 'The database fails, so the time since which a severity holds may be lost',
      deadlineMs: DEADLINE_MS,
      logger,
    });
  }

  /** Reads what is stored; to be called while readings are being taken. */
  async recall(target: string): Promise<void> {
    const known = this.of(target);
    const stored = await this.guarded(async () => {
      // What is on its way to the store is not to be read without it.
      await known.writing;
      return this.store.read(target);
    });
    if (stored) known.history = stored;
  }

  /** Since when the level of this triage, or a worse one, holds. */
  observe(
    target: string,
    level: SeverityLevel,
    at: string,
  ): string | undefined {
    const known = this.of(target);
    const before = known.history;
    const history = updateSeverityHistory(before, level, at, MAX_GAP_MS);
    known.history = history;

    const changed =
      JSON.stringify(before?.since) !== JSON.stringify(history.since);
    if (changed || performance.now() - known.writtenAt > WRITE_EVERY_MS) {
      this.write(known, target, level, at);
    }
    return sinceOf(history, level);
  }

  private write(
    known: Known,
    target: string,
    level: SeverityLevel,
    at: string,
  ): void {
    const seen = { target, level, at, maxGapMs: MAX_GAP_MS };
    known.writtenAt = performance.now();
    const earlier = known.writing;
    known.writing = this.guarded(async () => {
      await earlier;
      return this.store.record(seen);
    }).then(recorded => {
      if (!recorded) known.writtenAt = -Infinity;
    });
  }

  private of(target: string): Known {
    const known = this.known.get(target) ?? {
      writtenAt: -Infinity,
      writing: Promise.resolve(),
    };
    this.known.set(target, known);
    return known;
  }
}
