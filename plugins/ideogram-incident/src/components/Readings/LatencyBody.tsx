import {
  formatDuration,
  nonBreaking,
  type LatencyDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { Meter } from './Meter';
import { More } from './More';

/** P95 and its limit; the scale goes to twice the limit. */
export function LatencyBody({ details }: { details: LatencyDetails }) {
  const t = useTexts();
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
          <More>
            {t('reading.limit', {
              limit: nonBreaking(formatDuration(thresholdSeconds)),
            })}
          </More>
        </>
      )}
      {warnings.map(warning => (
        <More key={warning}>{warning}</More>
      ))}
    </>
  );
}
