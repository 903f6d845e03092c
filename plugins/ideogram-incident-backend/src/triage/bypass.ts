import type { LoggerService } from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';

/** How long a part that failed is left alone. */
const PAUSE_MS = 30_000;

/**
 * Calls a part of the portal that triage can do without. One that fails or
 * hangs costs its deadline once in a while, and never a triage.
 */
export class Bypass {
  private pausedUntil = 0;

  constructor(
    private readonly options: {
      /** What is lost, as a sentence's beginning: "The cache fails: ...". */
      loss: string;
      deadlineMs: number;
      logger: LoggerService;
    },
  ) {}

  /** The answer, or undefined where there is none in time. Never rejects. */
  async call<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.pausedUntil) return undefined;
    const { deadlineMs } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer in ${deadlineMs} ms`)),
        deadlineMs,
      );
    });
    try {
      return await Promise.race([ask(), late]);
    } catch (error) {
      this.pause(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  // Says it once for all the calls that fail together.
  private pause(error: unknown) {
    const now = performance.now();
    if (now < this.pausedUntil) return;
    this.pausedUntil = now + PAUSE_MS;
    const why = maskSecrets(String(error)).text;
    this.options.logger.warn(`${this.options.loss}: ${why}`);
  }
}
