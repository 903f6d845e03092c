import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useRemediation } from '../../hooks/useRemediation';

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
