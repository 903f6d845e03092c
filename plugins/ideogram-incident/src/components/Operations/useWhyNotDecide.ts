import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';

/**
 * Why who is signed in can't decide on an operation, as far as it is known
 * here; the backend has the last word.
 */
export function useWhyNotDecide({
  actor,
  action,
}: Operation): string | undefined {
  const { actions, signedIn } = useRemediation();
  const t = useTexts();
  if (signedIn !== undefined && signedIn === actor) return t('approval.own');
  return actions.list?.actions
    .find(({ id }) => id === action)
    ?.refusals.find(({ by }) => by === 'permission')?.reason;
}
