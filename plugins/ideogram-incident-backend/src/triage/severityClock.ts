import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLook,
} from 'backstage-plugin-ideogram-incident-common';
import { createCircuitBreaker } from '../resilience';
import type { SeverityHistoryStore } from './severityHistoryStore';

const DEADLINE_MS = 1000;
/** So that another replica, or the next process, knows of no hole. */
const WRITE_EVERY_MS = 5_000;
/**
 * The tab reads every 10 s. Where two readings in a row are missing, trouble
 * may have ended and begun again.
 */
const MAX_GAP_MS = 30_000;

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
    learn(known, stored);
  }

  /** What is known of the target after this triage. */
  observe(target: string, look: SeverityLook): SeverityHistory {
    const known = this.of(target);
    const before = known.history;
    const history = updateSeverityHistory(before, look, MAX_GAP_MS);
    known.history = history;

    const isDue = performance.now() - known.writtenAt >= WRITE_EVERY_MS;
    if (isDue || changes(before, history)) this.write(known, target, look);
    return history;
  }

  private write(known: Known, target: string, look: SeverityLook): void {
    const seen = { target, look, maxGapMs: MAX_GAP_MS };
    known.writtenAt = performance.now();
    const earlier = known.writing;
    known.writing = this.guarded(async () => {
      await earlier;
      return this.store.record(seen);
    }).then(recorded => {
      if (recorded) learn(known, recorded);
      else known.writtenAt = -Infinity;
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

/** What is stored, where it is not older than what was seen here. */
function learn(known: Known, stored: SeverityHistory | undefined): void {
  const own = known.history;
  if (!stored || (own && stored.lastSeenAt < own.lastSeenAt)) return;
  known.history = stored;
}

/** Whether more is new than that it was seen again. */
function changes(
  before: SeverityHistory | undefined,
  { lastSeenAt: _, outage, ...after }: SeverityHistory,
): boolean {
  if (!before) return true;
  const { lastSeenAt: __, outage: outageBefore, ...rest } = before;
  return (
    JSON.stringify(rest) !== JSON.stringify(after) ||
    outageBefore?.until !== outage?.until ||
    outageBefore?.level !== outage?.level
  );
}
