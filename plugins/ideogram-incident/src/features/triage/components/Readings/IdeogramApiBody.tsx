import {
  formatDuration,
  nonBreaking,
  type IdeogramApiDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { ReadingNote } from './ReadingNote';

/** That it was asked from the portal, how it answered, and what of the key. */
export function IdeogramApiBody({ details }: { details: IdeogramApiDetails }) {
  const t = useTranslation();
  const { httpStatus, seconds, key } = details;
  return (
    <>
      <ReadingNote>
        {t('reading.askedFromPortal')}
        {httpStatus !== undefined &&
          seconds !== undefined &&
          ` ${t('reading.statusIn', {
            status: String(httpStatus),
            duration: nonBreaking(formatDuration(seconds)),
          })}`}
      </ReadingNote>
      {key && (
        <ReadingNote>
          {t('reading.keyAsked', {
            words: key.words,
            time: <Time at={key.askedAt} />,
          })}
        </ReadingNote>
      )}
    </>
  );
}
