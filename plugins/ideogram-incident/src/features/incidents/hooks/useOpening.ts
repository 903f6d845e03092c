import { useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  IncidentRequest,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import { newKey } from '../../../api/newKey';
import { changeFailure, type ChangeFailure } from '../changeFailure';

/**
 * Opens an incident. The same request has the same key until an answer is
 * known, so that another try after a lost answer never opens two.
 */
export function useOpening(onOpened: (incident: Incident) => void) {
  const api = useApi(ideogramIncidentApiRef);
  const unanswered = useRef<{ request: string; key: string }>();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ChangeFailure>();

  const open = async (body: IncidentRequest) => {
    if (sending) return;
    const request = JSON.stringify(body);
    const known = unanswered.current;
    const key = known?.request === request ? known.key : newKey();
    unanswered.current = { request, key };
    setSending(true);
    setFailure(undefined);
    try {
      const input = { body, idempotencyKey: key };
      onOpened(await api.call('openIncident', input));
    } catch (error) {
      const failed = changeFailure(error);
      if (failed.kind !== 'lost') unanswered.current = undefined;
      setFailure(failed);
      setSending(false);
    }
  };

  return { open, sending, failure };
}
