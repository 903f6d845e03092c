import { Watch } from '@kubernetes/client-node';
import type { KubeObject, WatchEvent } from '../objects';
import type { Query, RawClient } from './rawClient';

const deadlineMs = 45_000;

/** Follows a collection until its objects are as wished; in the error is what they were instead. */
export async function until<T extends KubeObject>(
  client: RawClient,
  path: string,
  query: Query,
  wish: (objects: T[]) => boolean | undefined,
): Promise<T[]> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const objects = new Map<string, T>();
  const isReached = () => wish([...objects.values()]) ?? false;
  const note = ({ type, object }: WatchEvent<T>) => {
    if (type === 'DELETED') objects.delete(object.metadata.uid!);
    else objects.set(object.metadata.uid!, object);
    return isReached();
  };
  let reached = false;
  while (!reached && !deadline.aborted) {
    const { items, metadata } = await client.get(path, query);
    objects.clear();
    for (const object of items) objects.set(object.metadata.uid, object);
    const { resourceVersion } = metadata;
    const from = { ...query, resourceVersion };
    reached = isReached() || (await watch(client, path, from, deadline, note));
  }
  const found = [...objects.values()];
  if (reached) return found;
  throw new Error(
    `${path} did not become as wished: ${JSON.stringify(
      found.map(({ metadata, status }) => ({ name: metadata.name, status })),
    )}`,
  );
}

/** Hands over the changes of a collection; true when one was the last, false when the stream ended before. */
export function watch<T extends KubeObject>(
  { kubeConfig }: RawClient,
  path: string,
  query: Query,
  signal: AbortSignal,
  isLast: (event: WatchEvent<T>) => boolean,
): Promise<boolean> {
  const stop = new AbortController();
  let wasLast = false;
  return new Promise(resolve => {
    const onEvent = (type: string, object: T) => {
      if (stop.signal.aborted || type === 'BOOKMARK') return;
      wasLast = type !== 'ERROR' && isLast({ type, object } as WatchEvent<T>);
      if (wasLast || type === 'ERROR') stop.abort();
    };
    new Watch(kubeConfig)
      .watch(path, query, onEvent, () => resolve(wasLast))
      .then(connection => {
        const either = AbortSignal.any([signal, stop.signal]);
        either.addEventListener('abort', () => connection.abort());
        if (either.aborted) connection.abort();
      });
  });
}

/** Asks again and again, for what can't be followed, until there is an answer. */
export async function untilAnswered<T>(
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`there was no answer within ${deadlineMs / 1000} s`);
}
