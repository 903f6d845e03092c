import {
  formatDuration,
  hasEnded,
  nonBreaking,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { durationSecondsOf } from './displayStatus';

const inWords = (seconds: number) => nonBreaking(formatDuration(seconds));

/** How long an operation has been under way; it counts on until it has ended. */
export function ElapsedTime({ operation }: { operation: Operation }) {
  const text = useNow(now =>
    inWords(Math.floor(durationSecondsOf(operation, now) ?? 0)),
  );
  return <>{text}</>;
}

/** How long an operation took, or takes so far; or that it has not begun. */
export function OperationDuration({ operation }: { operation: Operation }) {
  const t = useTranslation();
  const seconds = durationSecondsOf(operation, 0);
  if (seconds === undefined) return <>{t('operation.notBegun')}</>;
  return hasEnded(operation) ? (
    <>{inWords(Math.round(seconds))}</>
  ) : (
    <ElapsedTime operation={operation} />
  );
}

/** How long there is until a moment, in whole minutes from the first on. */
export function useTimeLeft(until: string | undefined): string | undefined {
  return (
    useNow(now => {
      const seconds = (Date.parse(until ?? '') - now) / 1000;
      if (!(seconds > 0)) return '';
      return inWords(
        seconds < 60 ? Math.ceil(seconds) : Math.ceil(seconds / 60) * 60,
      );
    }) || undefined
  );
}
