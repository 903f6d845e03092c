import { randomUUID } from 'node:crypto';
import { CallHistory, healthBody } from './health';
import type { CallOutcome, IdeogramClient } from './ideogramClient';
import type { Log } from './log';
import type { IntegrationMetrics } from './metrics';

/** Lets at most `width` tasks run at once; the others wait in order. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly width: number) {}

  async pass<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** What a user gets. */
export type Image =
  | { kind: 'image'; url: string }
  | { kind: 'placeholder' }
  | { kind: 'blocked' }
  | { kind: 'none' };

export interface ImageServiceOptions {
  client: IdeogramClient;
  metrics: IntegrationMetrics;
  log: Log;
  style: string;
  queue: boolean;
  queueConcurrency: number;
  fallback: boolean;
}

/** In fallback mode, one of so many requests still tries Ideogram. */
const TRY_EVERY = 6;

/** Makes images for users, and knows how well that goes. */
export class ImageService {
  private readonly history = new CallHistory();
  private readonly turnstile?: Turnstile;
  private requests = 0;

  constructor(private readonly options: ImageServiceOptions) {
    if (options.queue) this.turnstile = new Turnstile(options.queueConcurrency);
  }

  async create(prompt: string): Promise<Image> {
    const { fallback, metrics } = this.options;
    this.requests += 1;
    if (fallback && this.requests % TRY_EVERY !== 1) {
      metrics.request('placeholder');
      return { kind: 'placeholder' };
    }
    const outcome = await (this.turnstile
      ? this.turnstile.pass(() => this.call(prompt))
      : this.call(prompt));
    return this.toImage(outcome);
  }

  health() {
    const { queue, fallback } = this.options;
    return healthBody(this.history.recent(Date.now()), { queue, fallback });
  }

  private async call(prompt: string): Promise<CallOutcome> {
    const { client, metrics, style } = this.options;
    const startedAt = performance.now();
    const outcome = await client.generate(prompt, style);
    metrics.duration((performance.now() - startedAt) / 1000);
    const errorType = outcome.kind === 'failed' ? outcome.errorType : undefined;
    this.history.add({ at: Date.now(), errorType });
    return outcome;
  }

  private toImage(outcome: CallOutcome): Image {
    const { fallback, log, metrics } = this.options;
    const requestId = `request_id=${randomUUID()}`;
    switch (outcome.kind) {
      case 'image':
        metrics.request('200');
        log('info', `image made ${requestId}`);
        return outcome;
      case 'blocked':
        metrics.request(String(outcome.httpStatus));
        if (outcome.httpStatus === 422) metrics.error('422');
        log('info', `image refused by the safety filter ${requestId}`);
        return { kind: 'blocked' };
      default:
        metrics.error(outcome.errorType);
        metrics.request(fallback ? 'placeholder' : outcome.errorType);
        log(fallback ? 'warn' : 'error', `${outcome.message} ${requestId}`);
        return { kind: fallback ? 'placeholder' : 'none' };
    }
  }
}
