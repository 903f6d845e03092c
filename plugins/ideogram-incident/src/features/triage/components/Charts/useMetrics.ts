import type { Metrics } from 'backstage-plugin-ideogram-incident-common';
import { useEffect, useState } from 'react';
import type { IdeogramIncidentApi } from '../../../../api';

/**
 * The series of one range. Those that were last read of the target stay until
 * the next are here, so that nothing moves when another range is chosen.
 */
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
  const ofTarget = [entityRef, target].join(' ');
  const of = [ofTarget, since].join(' ');

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

  return state.of.startsWith(`${ofTarget} `) ? state : {};
}
