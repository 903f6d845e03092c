import type { ApiClient, Query } from '../api-client/apiClient';
import { follow } from '../api-client/follow';
import type { KubeObject } from '../objects';

const deadlineMs = 45_000;

/** Follows a collection until its objects are as wished; in the error is what they were instead. */
export async function until<T extends KubeObject>(
  client: ApiClient,
  path: string,
  query: Query,
  wish: (objects: T[]) => boolean | undefined,
): Promise<T[]> {
  const objects = new Map<string, T>();
  const stop = new AbortController();
  let reached = false;
  const look = () => {
    reached ||= wish([...objects.values()]) ?? false;
    if (reached) stop.abort();
  };
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  await follow<T>(
    client,
    path,
    query,
    {
      onList: list => {
        objects.clear();
        for (const object of list) objects.set(object.metadata.uid!, object);
        look();
      },
      onEvent: ({ type, object }) => {
        if (reached) return;
        if (type === 'DELETED') objects.delete(object.metadata.uid!);
        else objects.set(object.metadata.uid!, object);
        look();
      },
    },
    stop.signal,
  );
  clearTimeout(timer);
  const found = [...objects.values()];
  if (reached) return found;
  throw new Error(
    `${path} did not become as wished: ${JSON.stringify(
      found.map(({ metadata, status }) => ({ name: metadata.name, status })),
    )}`,
  );
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
