import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import { changeFailure, type ChangeFailure } from '../changeFailure';

/** Says that who is signed in looks after an incident. */
export function useAcknowledge(onDone: (incident: Incident) => void) {
  const api = useApi(ideogramIncidentApiRef);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ChangeFailure>();
  const acknowledge = async ({ id }: Pick<Incident, 'id'>) => {
    if (sending) return;
    setSending(true);
    setFailure(undefined);
    try {
      onDone(await api.call('acknowledgeIncident', { params: { id } }));
    } catch (error) {
      setFailure(changeFailure(error));
    }
    setSending(false);
  };
  return { acknowledge, sending, failure };
}
