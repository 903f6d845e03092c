import type { Metrics } from 'backstage-plugin-ideogram-incident-common';
import { useEffect, useState } from 'react';
import type { IdeogramIncidentApi } from '../../../../api';

/** The series of one range; those of the last read stay until the next are here. */
export function useMetrics(
  api: IdeogramIncidentApi,
  query: {
    entityRef: string;
    target: string;
    since: string;
    refreshKey?: string | number;
  },
): { metrics?: Metrics; error?: Error } {
  const { entityRef, target, since, refreshKey } = query;
  const [state, setState] = useState<{
    of: string;
    metrics?: Metrics;
    error?: Error;
  }>({ of: '' });
  const of = [entityRef, target, since].join(' ');

  useEffect(() => {
    let current = true;
    api.call('metrics', { entityRef, query: { target, since } }).then(
      metrics => current && setState({ of, metrics }),
      error =>
        current &&
        setState(last => ({ ...(last.of === of ? last : { of }), error })),
    );
    return () => {
      current = false;
    };
  }, [api, entityRef, target, since, of, refreshKey]);

  return state.of === of ? state : {};
}
