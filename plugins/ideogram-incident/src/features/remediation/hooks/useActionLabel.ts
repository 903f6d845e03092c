import type { Action } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../hooks/useTranslation';

/** What pressing an action's button does: it, or asking somebody for it. */
export function useActionLabel(): (
  action: Pick<Action, 'title' | 'needs'>,
) => string {
  const t = useTranslation();
  return ({ title, needs }) =>
    needs.approval
      ? t('action.askFor', {
          action: title.charAt(0).toLocaleLowerCase('en-US') + title.slice(1),
        })
      : title;
}
