import type { LoggerService } from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleAll,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';

/** How long a part that failed is left alone. */
const PAUSE_MS = 30_000;

/**
 * Calls a part of the portal that triage can do without. One that fails or
 * hangs costs its deadline once in a while, and never a triage; the log says
 * it once for all the calls that fail together.
 *
 * @returns what gives the answer, or undefined where there is none in time.
 * It never rejects.
 */
export function createCircuitBreaker(options: {
  /** What is lost, as a sentence's beginning: "The cache fails: ...". */
  loss: string;
  deadlineMs: number;
  logger: LoggerService;
}): <T>(ask: () => Promise<T>) => Promise<T | undefined> {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(1),
  });
  breaker.onBreak(reason => {
    const why = 'error' in reason ? maskSecrets(String(reason.error)).text : '';
    options.logger.warn(`${options.loss}: ${why}`);
  });
  const policy = wrap(
    breaker,
    timeout(options.deadlineMs, TimeoutStrategy.Aggressive),
  );
  return ask => policy.execute(ask).catch(() => undefined);
}
