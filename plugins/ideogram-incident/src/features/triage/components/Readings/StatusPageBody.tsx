import type { StatusPageDetails } from 'backstage-plugin-ideogram-incident-common';
import { ExternalLink, safeUrl } from '../../../../components/ExternalLink';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { ReadingNote } from './ReadingNote';

const SHOWN = 2;

/** What is announced, or that all is operational. */
export function StatusPageBody({ details }: { details: StatusPageDetails }) {
  const t = useTranslation();
  const { incidents, maintenances, components } = details;
  const troubled = components.filter(
    ({ status }) => !/^(operational|up|ok|none)$/i.test(status),
  );
  return (
    <>
      {incidents.slice(0, SHOWN).map(incident => (
        <ReadingNote key={`${incident.title} ${incident.startedAt}`}>
          {incident.url && safeUrl(incident.url) ? (
            <ExternalLink title={`“${incident.title}”`} url={incident.url} />
          ) : (
            `“${incident.title}”`
          )}
          {incident.startedAt && (
            <>
              , {t('reading.since', { time: <Time at={incident.startedAt} /> })}
            </>
          )}
          {!incident.ours && `, ${t('reading.otherComponents')}`}
        </ReadingNote>
      ))}
      {maintenances
        .slice(0, SHOWN)
        .map(({ title, startsAt, endsAt, ...is }) => (
          <ReadingNote key={`${title} ${startsAt}`}>
            {t('reading.maintenance')} “{title}”
            {!is.inProgress && startsAt && (
              <>, {t('reading.starts', { time: <Time at={startsAt} /> })}</>
            )}
            {is.inProgress && endsAt && (
              <>, {t('reading.until', { time: <Time at={endsAt} /> })}</>
            )}
            {!is.ours && `, ${t('reading.otherComponents')}`}
          </ReadingNote>
        ))}
      {troubled.slice(0, SHOWN).map(({ name, status }) => (
        <ReadingNote key={name}>
          {name}: {status.replaceAll('_', ' ')}
        </ReadingNote>
      ))}
      {troubled.length === 0 &&
        incidents.length === 0 &&
        components.length > 0 && (
          <ReadingNote>
            {t('reading.allOperational', { count: components.length })}
          </ReadingNote>
        )}
    </>
  );
}
