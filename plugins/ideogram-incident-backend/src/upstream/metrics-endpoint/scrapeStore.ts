import { setTimeout as wait } from 'node:timers/promises';
import { fault } from 'backstage-plugin-ideogram-incident-common';
import { hostAndPath, rejectOnAbort, UpstreamError } from '../http';
import {
  TooManyKeysError,
  type Counter,
  type Increase,
} from './counterHistory';
import { Processes } from './processes';
import { scrape } from './scrape';
import type { Sample } from './textFormat';

/** Client libraries show it of themselves. */
const START_TIME = 'process_start_time_seconds';
const BETWEEN_FIRST_SCRAPES_MS = 1500;

export interface ScrapeStoreOptions {
  url: string;
  maxBytes: number;
  /** How long a measurement is good for all who ask. */
  freshMs: number;
  /** How far back counters are compared. */
  windowSeconds: number;
  /** Names of the metrics that `sort` needs. */
  keep: (name: string) => boolean;
  /** Sorts samples into counters. */
  sort: (samples: readonly Sample[]) => Counter[];
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  wait(ms: number): Promise<unknown>;
}

const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  wait: ms => wait(ms),
};

interface Reader {
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  deadline: number;
}

/**
 * The scrapes of one metrics endpoint, from which rates are computed. Behind
 * one address there may be several processes, one after the other or side by
 * side; each has its own history.
 */
export class ScrapeStore {
  readonly host: string;
  private readonly place: string;
  private readonly processes: Processes;
  private flight?: Promise<Increase>;
  private latest?: { increase: Increase; at: number };

  constructor(
    private readonly options: ScrapeStoreOptions,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {
    this.host = new URL(options.url).host;
    this.place = hostAndPath(options.url);
    this.processes = new Processes(options.windowSeconds);
  }

  /**
   * What was counted up to now, over at most the window. Takes one scrape, or
   * two where there is none to compare with, and a third where those seem to
   * be of two processes; all who ask at the same time
   * share them. Throws UpstreamError.
   */
  measure({ signal, deadline }: Reader): Promise<Increase> {
    const startedAt = this.clock.now();
    const age = startedAt - (this.latest?.at ?? -Infinity);
    if (this.latest && age >= 0 && age < this.options.freshMs) {
      return Promise.resolve(this.latest.increase);
    }
    this.flight ??= this.take(deadline).finally(() => {
      this.flight = undefined;
    });
    return rejectOnAbort(this.flight, signal, () => {
      const words = fault.noAnswer(this.clock.now() - startedAt);
      return new UpstreamError('timeout', this.place, words);
    });
  }

  /**
   * What was counted, in the window that ends at a moment, by the process of
   * which that window tells most.
   *
   * @param until - Unix seconds
   */
  increaseAt(until: number, windowSeconds: number): Increase | undefined {
    let widest: Increase | undefined;
    for (const history of this.processes.histories) {
      const increase = history.increase(until, windowSeconds);
      if (increase && increase.seconds > (widest?.seconds ?? 0)) {
        widest = increase;
      }
    }
    return widest;
  }

  private async take(deadline: number): Promise<Increase> {
    const leftMs = () => Math.max(1, Math.floor(deadline - this.clock.now()));
    const signal = AbortSignal.timeout(leftMs());
    let { increase } = await this.scrapeOnce(signal);
    let isDoubtful = true;
    for (let more = 2; !increase && isDoubtful && more > 0; more--) {
      const pause = Math.min(BETWEEN_FIRST_SCRAPES_MS, leftMs() / 2);
      await this.clock.wait(pause);
      ({ increase, isDoubtful } = await this.scrapeOnce(signal));
    }
    if (!increase) {
      const words = 'answered two scrapes from different processes';
      throw new UpstreamError('wrong-shape', this.place, words);
    }
    this.latest = { increase, at: this.clock.now() };
    return increase;
  }

  private async scrapeOnce(
    signal: AbortSignal,
  ): Promise<{ increase?: Increase; isDoubtful: boolean }> {
    const { url, maxBytes, keep, sort, windowSeconds } = this.options;
    const samples = await scrape(url, {
      signal,
      maxBytes,
      keep: name => name === START_TIME || keep(name),
    });
    const counters = sort(samples);
    const odd = counters.find(({ value }) => !(value >= 0 && value < Infinity));
    if (odd) {
      const words = `shows a counter that is ${odd.value}`;
      throw new UpstreamError('wrong-shape', this.place, words);
    }
    const at = this.clock.now() / 1000;
    const startedAt = samples.find(({ name }) => name === START_TIME)?.value;
    const { history, isDoubtful } = this.processes.recognise(
      startedAt,
      at,
      counters,
    );
    try {
      history.add(at, counters);
    } catch (error) {
      if (!(error instanceof TooManyKeysError)) throw error;
      const words = 'answers with more kinds of errors than can be told apart';
      throw new UpstreamError('wrong-shape', this.place, words);
    }
    return { increase: history.increase(at, windowSeconds), isDoubtful };
  }
}
