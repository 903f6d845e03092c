import {
  formatDuration,
  nonBreaking,
  type LatencyDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { Meter, ReadingNote } from './ReadingNote';

/** P95 and its limit; the scale goes to twice the limit. */
export function LatencyBody({ details }: { details: LatencyDetails }) {
  const t = useTranslation();
  const { p95Seconds, thresholdSeconds, warnings } = details;
  return (
    <>
      {p95Seconds !== undefined && (
        <>
          <Meter
            value={p95Seconds}
            limit={thresholdSeconds}
            max={Math.max(2 * thresholdSeconds, p95Seconds)}
          />
          <ReadingNote>
            {t('reading.limit', {
              limit: nonBreaking(formatDuration(thresholdSeconds)),
            })}
          </ReadingNote>
        </>
      )}
      {warnings.map(warning => (
        <ReadingNote key={warning}>{warning}</ReadingNote>
      ))}
    </>
  );
}
