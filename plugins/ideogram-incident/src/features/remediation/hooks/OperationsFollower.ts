import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { IdeogramIncidentApi } from '../../../api';
import {
  requestFailure,
  type RequestFailure,
} from '../../../api/requestFailure';
import { isUnderWay, mergeOperations } from './mergeOperations';

export interface OperationsState {
  /** Newest first. */
  operations: Operation[];
  /** False until the backend has answered. */
  loaded: boolean;
  /** Why the last attempt to read the list failed. */
  failure?: RequestFailure;
  /** Where older ones go on; undefined where there are none. */
  cursor?: string;
  /** True while older ones are being read. */
  loadingMore: boolean;
  /** The ids of those whose connection is lost for the moment. */
  lost: readonly string[];
}

export const INITIAL_STATE: OperationsState = {
  operations: [],
  loaded: false,
  loadingMore: false,
  lost: [],
};

/** A browser has few connections to one host: others come with the list. */
const MAX_FOLLOWED = 2;

/**
 * Keeps the operations of one target up to date: reads the list again and
 * again, and follows those that are under way.
 */
export class OperationsFollower {
  private state = INITIAL_STATE;
  private readonly followed = new Map<string, AbortController>();
  private timer?: ReturnType<typeof setTimeout>;
  private stopped = false;
  private reading = false;

  constructor(
    private readonly options: {
      api: IdeogramIncidentApi;
      entityRef: string;
      target: string;
      everyMs: number;
      onChange(state: OperationsState): void;
      /** An operation that was seen before it had ended. */
      onEnded(operation: Operation): void;
    },
  ) {}

  start() {
    document.addEventListener('visibilitychange', this.onVisibility);
    this.read();
  }

  stop() {
    this.stopped = true;
    document.removeEventListener('visibilitychange', this.onVisibility);
    clearTimeout(this.timer);
    this.followed.forEach(following => following.abort());
    this.followed.clear();
  }

  /** One that has just been begun, or that somebody wants to see. */
  readonly add = (operation: Operation) => this.see([operation]);

  readonly refresh = () => this.read();

  readonly loadMore = async () => {
    const { cursor, loadingMore } = this.state;
    if (cursor === undefined || loadingMore) return;
    const { api, entityRef, target } = this.options;
    this.set({ loadingMore: true });
    try {
      const page = await api.call('operations', {
        entityRef,
        query: { target, cursor },
      });
      this.see(page.operations);
      this.set({ cursor: page.nextCursor, failure: undefined });
    } catch (error) {
      this.set({ failure: requestFailure(error) });
    }
    this.set({ loadingMore: false });
  };

  private async read() {
    if (this.reading) return;
    clearTimeout(this.timer);
    this.reading = true;
    const { api, entityRef, target, everyMs } = this.options;
    try {
      const page = await api.call('operations', {
        entityRef,
        query: { target },
      });
      const { loaded, cursor } = this.state;
      this.see(page.operations);
      this.set({
        loaded: true,
        failure: undefined,
        // Those that were read since stay: older ones go on after them.
        cursor: loaded ? cursor : page.nextCursor,
      });
    } catch (error) {
      this.set({ failure: requestFailure(error) });
    }
    this.reading = false;
    if (this.stopped || document.hidden) return;
    this.timer = setTimeout(() => this.read(), everyMs);
  }

  private see(seen: readonly Operation[]) {
    const before = this.state.operations;
    const operations = mergeOperations(before, seen);
    this.set({ operations });
    const wasOpen = new Set(
      before.filter(one => !hasEnded(one)).map(({ id }) => id),
    );
    operations
      .filter(one => hasEnded(one) && wasOpen.has(one.id))
      .forEach(this.options.onEnded);
    this.followNewest();
  }

  private followNewest() {
    if (this.stopped) return;
    this.state.operations
      .filter(isUnderWay)
      .slice(0, MAX_FOLLOWED)
      .filter(({ id }) => !this.followed.has(id))
      .forEach(({ id }) => this.follow(id));
  }

  private async follow(id: string) {
    const following = new AbortController();
    this.followed.set(id, following);
    const { signal } = following;
    try {
      const events = this.options.api.followOperation({ id, signal });
      for await (const event of events) {
        if (signal.aborted) return;
        if (event.type === 'operation') {
          this.setLost(id, false);
          this.see([event.operation]);
        } else {
          this.setLost(id, true);
        }
      }
    } catch {
      // The list still tells of it, and of why it can't be read.
    }
    this.setLost(id, false);
    this.followed.delete(id);
  }

  private setLost(id: string, isLost: boolean) {
    const { lost } = this.state;
    if (lost.includes(id) === isLost) return;
    this.set({
      lost: isLost ? [...lost, id] : lost.filter(other => other !== id),
    });
  }

  private readonly onVisibility = () => {
    if (!document.hidden) this.read();
  };

  private set(change: Partial<OperationsState>) {
    if (this.stopped) return;
    this.state = { ...this.state, ...change };
    this.options.onChange(this.state);
  }
}
