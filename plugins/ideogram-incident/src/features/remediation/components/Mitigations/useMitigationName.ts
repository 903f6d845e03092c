import type { Action } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';

/** What is in force: "Fallback"; the title of the action of another module. */
export function useMitigationName(): (setBy: Action) => string {
  const t = useTranslation();
  return ({ id, title }) => {
    if (id === 'enable-fallback') return t('mitigation.fallback');
    return id === 'enable-queue' ? t('mitigation.queue') : title;
  };
}
