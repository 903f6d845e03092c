import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from '../../../../api';
import { useRemediation } from '../../hooks/useRemediation';
import {
  actionFailure,
  type ActionFailure,
} from '../ActionDetails/ActionFailureBox';

/**
 * Leaves alone what only waits for its pods. It is offered once the change is
 * made, to whoever may run the action as far as it is known here.
 */
export function useStopWaiting({ id, action, status, rollout }: Operation) {
  const { actions, operations } = useRemediation();
  const api = useApi(ideogramIncidentApiRef);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure>();
  const mayNot = actions.list?.actions
    .find(one => one.id === action)
    ?.refusals.some(({ by }) => by === 'permission');

  const stop = async () => {
    setSending(true);
    setFailure(undefined);
    try {
      operations.add(await api.call('stopWaiting', { params: { id } }));
      // What was refused because of it is not any more.
      actions.refresh();
    } catch (error) {
      setFailure(actionFailure(error));
      operations.refresh();
    }
    setSending(false);
  };

  return {
    offered: status === 'running' && rollout !== undefined && !mayNot,
    sending,
    failure,
    stop,
  };
}
