import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from '../../api';
import { useRemediation } from '../../hooks/useRemediation';
import { attemptFailure, type AttemptFailure } from '../AttemptFailure';

/** The second person's word on an operation, being given. */
export function useDecision(id: string) {
  const { operations } = useRemediation();
  const api = useApi(ideogramIncidentApiRef);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<AttemptFailure>();

  const decide = async (approved: boolean) => {
    setSending(true);
    setFailure(undefined);
    const word = { id, reason: reason.trim() };
    try {
      operations.add(
        await (approved
          ? api.approveOperation(word)
          : api.rejectOperation(word)),
      );
    } catch (error) {
      setFailure(attemptFailure(error));
      operations.refresh();
    }
    setSending(false);
  };

  return { reason, setReason, sending, failure, decide };
}
