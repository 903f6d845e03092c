import { useCallback, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  IncidentPage,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import type { RouteInput } from '../../../api';
import type { RequestFailure } from '../../../api/requestFailure';
import { pollEvery } from './pollEvery';
import { usePolled } from './usePolled';

type Query = NonNullable<RouteInput<'incidents'>['query']>;

/** Incidents across components, newest first. */
export interface IncidentList {
  /** Undefined until it was read. */
  incidents?: readonly Incident[];
  failure?: RequestFailure;
  hasMore: boolean;
  loadMore(): Promise<void>;
}

/**
 * Follows the incidents that a query finds.
 *
 * @param query - what it asks for is another where its text is another
 */
export function useIncidentList(query: Query): IncidentList {
  const api = useApi(ideogramIncidentApiRef);
  const text = JSON.stringify(query);
  const ask = useCallback(
    () => api.call('incidents', { query: JSON.parse(text) }),
    [api, text],
  );
  const { answer, failure } = usePolled(ask, page =>
    pollEvery(page?.incidents ?? []),
  );
  const [more, setMore] = useState<{
    of: string;
    incidents: Incident[];
    nextCursor?: string;
  }>();
  const added = more?.of === text ? more : undefined;
  const nextCursor = added ? added.nextCursor : answer?.nextCursor;

  const loadMore = useCallback(async () => {
    if (nextCursor === undefined) return;
    const page: IncidentPage = await api.call('incidents', {
      query: { ...JSON.parse(text), cursor: nextCursor },
    });
    setMore(last => ({
      of: text,
      incidents: [
        ...(last?.of === text ? last.incidents : []),
        ...page.incidents,
      ],
      nextCursor: page.nextCursor,
    }));
  }, [api, text, nextCursor]);

  const incidents = useMemo(() => {
    if (!answer) return undefined;
    // What is new may push the last of the first page among those below it.
    const first = new Set(answer.incidents.map(({ id }) => id));
    const below = (added?.incidents ?? []).filter(({ id }) => !first.has(id));
    return [...answer.incidents, ...below];
  }, [answer, added]);

  return { incidents, failure, hasMore: nextCursor !== undefined, loadMore };
}
