import { setTimeout as pause } from 'node:timers/promises';
import type { KubeObject, WatchEvent } from '../objects';
import { ApiError, type ApiClient, type Query } from './apiClient';

interface Follower<T> {
  /** All that there is, at the start and whenever changes may have been missed. */
  onList(objects: T[]): void;
  onEvent(event: WatchEvent<T>): void;
  onTrouble?(error: unknown): void;
}

const pauseAfterTrouble = 1000;

/** Lists, then watches, and starts again after any trouble, until the signal ends it. */
export async function follow<T extends KubeObject>(
  client: ApiClient,
  path: string,
  query: Query,
  follower: Follower<T>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const list = await client.get(path, query);
      if (signal.aborted) return;
      follower.onList(list.items);
      await watchFrom(
        client,
        path,
        query,
        list.metadata.resourceVersion,
        follower,
        signal,
      );
    } catch (error) {
      if (signal.aborted) return;
      // An expired version only means that it is time to list again.
      if (error instanceof ApiError && error.code === 410) continue;
      follower.onTrouble?.(error);
      await pause(pauseAfterTrouble, undefined, { signal }).catch(() => {});
    }
  }
}

async function watchFrom<T extends KubeObject>(
  client: ApiClient,
  path: string,
  query: Query,
  start: string,
  follower: Follower<T>,
  signal: AbortSignal,
): Promise<void> {
  let resourceVersion = start;
  const handle = (event: WatchEvent<T>) => {
    if (event.type === 'ERROR') {
      const status = event.object as any;
      throw new ApiError(status?.code ?? 500, status);
    }
    resourceVersion = event.object.metadata.resourceVersion ?? resourceVersion;
    if (event.type !== 'BOOKMARK') follower.onEvent(event);
  };
  while (!signal.aborted) {
    await client.watch<T>(path, { ...query, resourceVersion }, handle, signal);
  }
}
