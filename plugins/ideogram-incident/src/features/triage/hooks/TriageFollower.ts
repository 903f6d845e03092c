import type { Triage } from 'backstage-plugin-ideogram-incident-common';
import type { IdeogramIncidentApi } from '../../../api';
import {
  requestFailure,
  type RequestFailure,
  UnexpectedAnswerError,
} from '../../../api/requestFailure';
import { withReading, withReadings, type ShownReading } from './shownReading';

/** Times are milliseconds of the browser's clock. */
export interface TriageState {
  /** Each the moment it arrived, also those of a triage that is being taken. */
  readings: ShownReading[];
  /** The last whole one. */
  triage?: Triage;
  receivedAt?: number;
  /** How far the browser's clock is ahead of the backend's. */
  clockAheadMs: number;
  /** Set while the viewer has paused. */
  pausedAt?: number;
  /** Why the last attempt failed; a triage that arrives clears it. */
  failure?: RequestFailure;
  /** When it is tried again by itself. */
  retryAt?: number;
  /** True while a triage is being taken. */
  busy: boolean;
  /** Two readings in a row are missing: what is seen may be over. */
  late: boolean;
}

export const INITIAL_STATE: TriageState = {
  readings: [],
  clockAheadMs: 0,
  busy: false,
  late: false,
};

/** In which the portal has to answer at all. */
const ANSWER_MS = 15_000;
/** The same after a loss during an outage, so that it is over soon. */
const OUTAGE_ANSWER_MS = 4_000;
/** After the second missed reading, for the answer to arrive. */
const LATE_TOLERANCE_MS = 2_000;
const RETRY_MS = [5_000, 10_000, 20_000, 40_000, 60_000];
/** During an outage no wait is longer, so that nobody looks at the past. */
const OUTAGE_RETRY_MS = 3_000;
/** A shared reading may be some seconds old: less says nothing about clocks. */
const CLOCK_TOLERANCE_MS = 15_000;

/**
 * Keeps one target's triage up to date: reads again and again, waits longer
 * after each failure, rests while nobody looks.
 */
export class TriageFollower {
  private state = INITIAL_STATE;
  private flight?: AbortController;
  private timer?: ReturnType<typeof setTimeout>;
  private lateTimer?: ReturnType<typeof setTimeout>;
  private failures = 0;
  private ahead = Infinity;

  constructor(
    private readonly options: {
      api: IdeogramIncidentApi;
      entityRef: string;
      target: string;
      everyMs: number;
      onChange(state: TriageState): void;
    },
  ) {}

  start() {
    document.addEventListener('visibilitychange', this.onVisibility);
    window.addEventListener('online', this.onOnline);
    this.read();
  }

  stop() {
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onOnline);
    clearTimeout(this.timer);
    clearTimeout(this.lateTimer);
    this.land();
  }

  readonly pause = () => {
    clearTimeout(this.timer);
    this.land();
    this.set({ pausedAt: Date.now(), retryAt: undefined, busy: false });
    this.watchAge();
  };

  readonly goLive = () => {
    this.set({ pausedAt: undefined });
    this.watchAge();
    this.read();
  };

  /** Also while paused, which it leaves as it is. */
  readonly readNow = () => this.read();

  private async read() {
    if (this.flight) return;
    clearTimeout(this.timer);
    const { api, entityRef, target, everyMs } = this.options;
    const flight = new AbortController();
    const startedAt = Date.now();
    this.flight = flight;
    this.set({ busy: true });
    const isUrgent = this.failures > 0 && this.isOutage();
    const deadline = setTimeout(
      () => {
        if (this.flight !== flight) return;
        this.land();
        this.fail(requestFailure(new Error('no answer in time')));
      },
      isUrgent ? OUTAGE_ANSWER_MS : ANSWER_MS,
    );
    try {
      let arrived = false;
      const { signal } = flight;
      const events = api.streamTriage({ entityRef, target, signal });
      for await (const event of events) {
        if (this.flight !== flight) return;
        clearTimeout(deadline);
        if (event.type === 'reading') {
          const readings = withReading(this.state.readings, event.reading);
          this.set({ readings });
        } else if (event.type === 'triage') {
          arrived = true;
          this.receive(event.triage);
        }
      }
      if (this.flight !== flight) return;
      if (!arrived) throw new UnexpectedAnswerError();
      this.failures = 0;
      this.flight = undefined;
      this.set({ busy: false, failure: undefined, retryAt: undefined });
      this.schedule(Math.max(startedAt + everyMs, Date.now() + 1_000));
    } catch (error) {
      if (this.flight !== flight) return;
      this.flight = undefined;
      this.fail(requestFailure(error));
    } finally {
      clearTimeout(deadline);
    }
  }

  private receive(triage: Triage) {
    const receivedAt = Date.now();
    const ahead = receivedAt - Date.parse(triage.finishedAt);
    // The quickest answer tells most about the clocks.
    this.ahead = Math.min(this.ahead, ahead);
    this.set({
      triage,
      receivedAt,
      readings: withReadings(this.state.readings, triage.readings),
      clockAheadMs: Math.abs(this.ahead) > CLOCK_TOLERANCE_MS ? this.ahead : 0,
      failure: undefined,
      retryAt: undefined,
    });
    this.watchAge();
  }

  private isOutage() {
    return this.state.triage?.severity.level === 'P1';
  }

  /** Tells when what is seen as live has grown old. */
  private watchAge() {
    clearTimeout(this.lateTimer);
    const { receivedAt, pausedAt } = this.state;
    if (receivedAt === undefined || pausedAt !== undefined) {
      if (this.state.late) this.set({ late: false });
      return;
    }
    const leftMs =
      receivedAt + 2 * this.options.everyMs + LATE_TOLERANCE_MS - Date.now();
    if (this.state.late !== leftMs <= 0) this.set({ late: leftMs <= 0 });
    if (leftMs > 0) {
      this.lateTimer = setTimeout(() => this.watchAge(), leftMs);
    }
  }

  private fail(failure: RequestFailure) {
    const longest = this.isOutage() ? OUTAGE_RETRY_MS : Infinity;
    const wait = Math.min(
      RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)],
      longest,
    );
    this.failures += 1;
    this.set({ busy: false, failure, retryAt: undefined });
    // A missing permission does not come back by asking for it.
    if (failure.kind === 'forbidden') return;
    // Not all viewers at once, when a portal returns.
    const retryAt = Date.now() + wait * (1 + Math.random() / 4);
    if (this.schedule(retryAt)) this.set({ retryAt });
  }

  /** False where it has to wait for the viewer. */
  private schedule(at: number): boolean {
    if (this.state.pausedAt !== undefined || document.hidden) return false;
    this.timer = setTimeout(() => this.read(), at - Date.now());
    return true;
  }

  private readonly onVisibility = () => {
    if (document.hidden) {
      clearTimeout(this.timer);
      return;
    }
    this.watchAge();
    this.wake();
  };

  private readonly onOnline = () => {
    if (document.hidden || this.state.pausedAt !== undefined) return;
    // What was asked before the loss is not answered any more.
    this.land();
    this.wake();
  };

  private wake() {
    const forbidden = this.state.failure?.kind === 'forbidden';
    if (this.state.pausedAt === undefined && !forbidden) this.read();
  }

  private land() {
    const flight = this.flight;
    this.flight = undefined;
    flight?.abort();
  }

  private set(change: Partial<TriageState>) {
    this.state = { ...this.state, ...change };
    this.options.onChange(this.state);
  }
}
