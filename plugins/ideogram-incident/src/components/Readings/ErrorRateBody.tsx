import {
  capitalized,
  errorTypesInWords,
  formatPercent,
  formatRate,
  nonBreaking,
  type ErrorRateDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { Meter } from './Meter';
import { More } from './More';

const SHOWN = 3;

/** The share of requests that fail, its limit, and with what they fail. */
export function ErrorRateBody({ details }: { details: ErrorRateDetails }) {
  const t = useTexts();
  const { errorRatio, threshold, requestsPerSecond = 0, errors } = details;
  const shares = errors
    .filter(({ perSecond }) => perSecond > 0)
    .slice(0, SHOWN)
    .map(({ errorType, perSecond }) =>
      t('reading.shareWith', {
        share: formatPercent(Math.min(1, perSecond / requestsPerSecond)),
        type: errorTypesInWords([errorType]),
      }),
    );
  const limited = details.rateLimitedPerMinute > 0;
  return (
    <>
      {errorRatio !== undefined && (
        <>
          <Meter value={errorRatio} limit={threshold} max={1} />
          <More>
            {t('reading.limit', { limit: formatPercent(threshold) })}
            {shares.length > 0 && ` ${capitalized(shares.join(', '))}.`}
          </More>
        </>
      )}
      {limited && (
        <More>
          {t('reading.rateLimited', {
            number: String(Math.round(details.rateLimitedPerMinute)),
            limit: String(details.rateLimitedThreshold),
          })}
        </More>
      )}
      {details.blockedPerSecond > 0 && (
        <More>
          {t('reading.blocked', {
            rate: nonBreaking(formatRate(details.blockedPerSecond, 'images')),
          })}
        </More>
      )}
      {details.warnings.map(warning => (
        <More key={warning}>{warning}</More>
      ))}
    </>
  );
}
