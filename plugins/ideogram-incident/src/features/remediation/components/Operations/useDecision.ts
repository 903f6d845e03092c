import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from '../../../../api';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useRemediation } from '../../hooks/useRemediation';
import {
  actionFailure,
  type ActionFailure,
} from '../ActionDetails/ActionFailureBox';

/**
 * Why who is signed in can't decide on an operation, as far as it is known
 * here; the backend has the last word.
 */
export function useDecisionObstacle({
  actor,
  action,
}: Operation): string | undefined {
  const { actions, userEntityRef } = useRemediation();
  const t = useTranslation();
  if (userEntityRef !== undefined && userEntityRef === actor)
    return t('approval.own');
  return actions.list?.actions
    .find(({ id }) => id === action)
    ?.refusals.find(({ by }) => by === 'permission')?.reason;
}

/**
 * Whether the deployment has changed since an operation was asked for: it is
 * not carried out then. False where that is not known.
 */
export function useIsStale({ status, approval }: Operation): boolean {
  const { deploymentHash } = useRemediation().actions.list ?? {};
  return (
    status === 'awaiting-approval' &&
    approval?.deploymentHash !== undefined &&
    deploymentHash !== undefined &&
    approval.deploymentHash !== deploymentHash
  );
}

/** Somebody's word on an operation that waits, being given. */
export function useDecision(id: string) {
  const { operations } = useRemediation();
  const api = useApi(ideogramIncidentApiRef);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure>();

  const give = async (send: () => Promise<Operation>) => {
    setSending(true);
    setFailure(undefined);
    try {
      operations.add(await send());
      return true;
    } catch (error) {
      setFailure(actionFailure(error));
      operations.refresh();
      return false;
    } finally {
      setSending(false);
    }
  };
  const params = { id };
  const said = reason.trim();

  return {
    reason,
    setReason,
    sending,
    failure,
    approve: () =>
      give(() =>
        api.call('approveOperation', {
          params,
          body: said ? { reason: said } : {},
        }),
      ),
    reject: () =>
      give(() =>
        api.call('rejectOperation', { params, body: { reason: said } }),
      ),
    /** True once it is taken. */
    withdraw: () => give(() => api.call('withdrawOperation', { params })),
  };
}
