import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  isOpen,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import type { RequestFailure } from '../../../api/requestFailure';
import { inOrderOfUrgency } from '../inOrderOfUrgency';
import { pollEvery } from './pollEvery';
import { usePolled } from './usePolled';

/** The incidents of a target that are open. */
export interface OpenIncidents {
  /**
   * `off`: this portal keeps none, or its backend knows of none; `unread`: it
   * is not known whether there are any.
   */
  state: 'loading' | 'read' | 'unread' | 'off';
  /** The most urgent first; as they were last seen. */
  incidents: Incident[];
  /** Takes in one as it is now. */
  put(incident: Incident): void;
}

function stateOf(
  answered: boolean,
  failure: RequestFailure['kind'] | undefined,
): OpenIncidents['state'] {
  if (failure === 'not-found' || failure === 'backend-absent') return 'off';
  if (failure) return 'unread';
  return answered ? 'read' : 'loading';
}

const MOST = '20';

/** Follows the open incidents of a target. */
export function useOpenIncidents(
  entityRef: string,
  target: string,
): OpenIncidents {
  const api = useApi(ideogramIncidentApiRef);
  const ask = useCallback(async () => {
    const query = { entityRef, target, status: 'open', limit: MOST } as const;
    return (await api.call('incidents', { query })).incidents;
  }, [api, entityRef, target]);
  const { answer, failure, put } = usePolled(ask, (incidents = []) =>
    pollEvery(incidents),
  );
  return useMemo(() => {
    return {
      state: stateOf(answer !== undefined, failure?.kind),
      incidents: inOrderOfUrgency(answer ?? []),
      put: (incident: Incident) => {
        const others = (answer ?? []).filter(({ id }) => id !== incident.id);
        put(isOpen(incident) ? [...others, incident] : others);
      },
    };
  }, [answer, failure, put]);
}
