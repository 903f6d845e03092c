/** What counts for the health of one call of the Ideogram API. */
export interface RecentCall {
  at: number;
  /** Absent where the call went well. */
  errorType?: string;
}

export type HealthWord = 'healthy' | 'degraded' | 'unhealthy';

const CALLS = 12;
const MAX_AGE_MS = 60_000;
const DEGRADED_FROM = 0.2;

/** Remembers the last calls, and judges by them. */
export class CallHistory {
  private calls: RecentCall[] = [];

  add(call: RecentCall) {
    this.calls = [...this.calls, call].slice(-CALLS);
  }

  recent(now: number): RecentCall[] {
    return this.calls.filter(call => now - call.at < MAX_AGE_MS);
  }
}

/**
 * How well the integration can reach Ideogram. While users get placeholders
 * it is degraded at most and at least: they are served, but not with what
 * they asked for.
 */
export function judgeHealth(
  calls: readonly RecentCall[],
  fallback: boolean,
): HealthWord {
  if (fallback) return 'degraded';
  if (calls.length === 0) return 'healthy';
  const failed = calls.filter(call => call.errorType !== undefined);
  // A 429 is an answer of an API that is alive.
  const dead = failed.filter(call => call.errorType !== '429');
  if (dead.length === calls.length) return 'unhealthy';
  return failed.length / calls.length >= DEGRADED_FROM ? 'degraded' : 'healthy';
}

/** The body of `/health`. */
export function healthBody(
  calls: readonly RecentCall[],
  modes: { queue: boolean; fallback: boolean },
) {
  const status = judgeHealth(calls, modes.fallback);
  return {
    status,
    services: {
      ideogram: {
        status,
        recentCalls: calls.length,
        recentFailures: calls.filter(call => call.errorType).length,
      },
    },
    modes,
  };
}

export type HealthBody = ReturnType<typeof healthBody>;
