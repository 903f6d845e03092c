import {
  capitalized,
  errorTypesInWords,
  formatPercent,
  formatRate,
  nonBreaking,
  type ErrorRateDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { Meter, ReadingNote } from './ReadingNote';

const SHOWN = 3;

/** The share of requests that fail, its limit, and with what they fail. */
export function ErrorRateBody({ details }: { details: ErrorRateDetails }) {
  const t = useTranslation();
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
          <ReadingNote>
            {t('reading.limit', { limit: formatPercent(threshold) })}
            {shares.length > 0 && ` ${capitalized(shares.join(', '))}.`}
          </ReadingNote>
        </>
      )}
      {limited && (
        <ReadingNote>
          {t('reading.rateLimited', {
            number: String(Math.round(details.rateLimitedPerMinute)),
            limit: String(details.rateLimitedThreshold),
          })}
        </ReadingNote>
      )}
      {details.blockedPerSecond > 0 && (
        <ReadingNote>
          {t('reading.blocked', {
            rate: nonBreaking(formatRate(details.blockedPerSecond, 'images')),
          })}
        </ReadingNote>
      )}
      {details.warnings.map(warning => (
        <ReadingNote key={warning}>{warning}</ReadingNote>
      ))}
    </>
  );
}
