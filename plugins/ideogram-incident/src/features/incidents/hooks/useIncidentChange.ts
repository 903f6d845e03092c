import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Incident,
  IncidentChange,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import { changeFailure, type ChangeFailure } from '../changeFailure';

/** Changes an incident that nobody has changed since it was seen. */
export function useIncidentChange(onChanged: (incident: Incident) => void) {
  const api = useApi(ideogramIncidentApiRef);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ChangeFailure>();
  /** Why it was not done; undefined where it was. */
  const change = async (
    { id, version }: Pick<Incident, 'id' | 'version'>,
    asked: Omit<IncidentChange, 'version'>,
  ): Promise<ChangeFailure | undefined> => {
    if (sending) return undefined;
    setSending(true);
    setFailure(undefined);
    try {
      const body = { version, ...asked };
      onChanged(await api.call('changeIncident', { params: { id }, body }));
      setSending(false);
      return undefined;
    } catch (error) {
      const failed = changeFailure(error);
      if (failed.incident) onChanged(failed.incident);
      setFailure(failed);
      setSending(false);
      return failed;
    }
  };
  return { change, sending, failure };
}
