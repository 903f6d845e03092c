import type { StatusPageDetails } from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { ExternalLink, safeUrl } from '../ExternalLink';
import { Time } from '../Time';
import { More } from './More';

const SHOWN = 2;

/** What is announced, or that all is operational. */
export function StatusPageBody({ details }: { details: StatusPageDetails }) {
  const t = useTexts();
  const { incidents, maintenances, components } = details;
  const troubled = components.filter(
    ({ status }) => !/^(operational|up|ok|none)$/i.test(status),
  );
  return (
    <>
      {incidents.slice(0, SHOWN).map(incident => (
        <More key={`${incident.title} ${incident.startedAt}`}>
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
        </More>
      ))}
      {maintenances
        .slice(0, SHOWN)
        .map(({ title, startsAt, endsAt, ...is }) => (
          <More key={`${title} ${startsAt}`}>
            {t('reading.maintenance')} “{title}”
            {!is.inProgress && startsAt && (
              <>, {t('reading.starts', { time: <Time at={startsAt} /> })}</>
            )}
            {is.inProgress && endsAt && (
              <>, {t('reading.until', { time: <Time at={endsAt} /> })}</>
            )}
            {!is.ours && `, ${t('reading.otherComponents')}`}
          </More>
        ))}
      {troubled.slice(0, SHOWN).map(({ name, status }) => (
        <More key={name}>
          {name}: {status.replaceAll('_', ' ')}
        </More>
      ))}
      {troubled.length === 0 &&
        incidents.length === 0 &&
        components.length > 0 && (
          <More>
            {t('reading.allOperational', { count: components.length })}
          </More>
        )}
    </>
  );
}
