import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';

const WORDS = {
  'verify-credential': 'verifyCredential',
  'rotate-credential': 'rotateCredential',
  restart: 'restart',
  'enable-queue': 'enableQueue',
  'disable-queue': 'disableQueue',
  'enable-fallback': 'enableFallback',
  'disable-fallback': 'disableFallback',
} as const;

function wordsOf(action: string) {
  return Object.hasOwn(WORDS, action)
    ? WORDS[action as keyof typeof WORDS]
    : undefined;
}

/**
 * What an operation is doing, or has done: "Rotating credential". One that an
 * operator or a module added has only the title of its action.
 */
export function useOperationTitle(): (operation: Operation) => string {
  const t = useTranslation();
  return ({ action, status, title }) => {
    const words = wordsOf(action);
    switch (status) {
      case 'failed':
      case 'rejected':
      case 'withdrawn':
      case 'expired':
        return t(`operation.${status}`, { title });
      case 'succeeded':
        return words ? t(`did.${words}`) : title;
      case 'awaiting-approval':
        return title;
      default:
        return words ? t(`doing.${words}`) : title;
    }
  };
}
