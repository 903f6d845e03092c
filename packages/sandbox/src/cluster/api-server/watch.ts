import type { ServerResponse } from 'node:http';
import type { KubeObject, WatchEvent } from '../objects';
import type { Resource } from './resources';
import type { Matcher } from './selectors';
import { refuse } from './statusError';
import type { Change, Store } from './store';

interface WatchOptions {
  resource: Resource;
  namespace?: string;
  matches: Matcher;
  /** Changes after this version; undefined: what there is now, and then changes. */
  since?: number;
  timeoutSeconds?: number;
}

/** A watcher that does not read what it is sent is cut off here. */
const maxUnreadBytes = 8 * 1024 * 1024;

const longestWatchSeconds = 3600;

/** Streams changes as lines of JSON until the client leaves or the time is up. */
export function streamWatch(
  store: Store,
  response: ServerResponse,
  options: WatchOptions,
): void {
  const { resource, namespace, matches, since } = options;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const send = (type: WatchEvent['type'], object: object) => {
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > maxUnreadBytes) response.destroy();
  };
  const forward = (change: Change) => {
    if (change.resource !== resource) return;
    if (namespace && change.object.metadata.namespace !== namespace) return;
    const type = typeFor(change, matches);
    if (type) send(type, change.object);
  };

  if (since === undefined) {
    store
      .list(resource, namespace)
      .filter(matches)
      .forEach((object: KubeObject) => send('ADDED', object));
  } else {
    const missed = store.changesSince(since);
    if (!missed) {
      send('ERROR', refuse.expired(since, store.oldestKnown()).toStatus());
      response.end();
      return;
    }
    missed.forEach(forward);
  }

  const unsubscribe = store.subscribe(forward);
  const seconds = Math.min(
    options.timeoutSeconds ?? longestWatchSeconds,
    longestWatchSeconds,
  );
  const timer = setTimeout(() => response.end(), seconds * 1000);
  timer.unref();
  response.on('close', () => {
    clearTimeout(timer);
    unsubscribe();
  });
}

/** An object that begins to match is added for this watcher, one that ceases to match is gone. */
function typeFor(
  change: Change,
  matches: Matcher,
): WatchEvent['type'] | undefined {
  const now = change.type !== 'DELETED' && matches(change.object);
  const before = change.previous !== undefined && matches(change.previous);
  if (now) return before ? 'MODIFIED' : 'ADDED';
  return before ? 'DELETED' : undefined;
}
