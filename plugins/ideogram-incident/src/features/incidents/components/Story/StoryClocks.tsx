import { makeStyles } from '@material-ui/core/styles';
import {
  formatDuration,
  isOpen,
  nonBreaking,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import type { ReactNode } from 'react';
import { Time } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
        gap: theme.spacing(1.5, 2),
        margin: 0,
        fontVariantNumeric: 'tabular-nums',
        '& dt': { fontSize: 12, lineHeight: '16px', color: colours.subtle },
        '& dd': { margin: 0 },
      },
      at: { color: colours.subtle },
      notYet: { color: colours.subtle },
    };
  },
  { name: 'IdeogramIncidentStoryClocks' },
);

/** In whole minutes from the first on, as a person would say it. */
const inWords = (ms: number) => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const whole = seconds < 60 ? seconds : Math.floor(seconds / 60) * 60;
  return nonBreaking(formatDuration(whole));
};

/** A moment, and how long after the start it was. */
function After({ from, at }: { from: string; at: string | undefined }) {
  const classes = useStyles();
  const t = useTranslation();
  if (at === undefined) {
    return <span className={classes.notYet}>{t('story.notYet')}</span>;
  }
  const duration = inWords(Date.parse(at) - Date.parse(from));
  return (
    <>
      <strong>{t('story.after', { duration })}</strong>{' '}
      <span className={classes.at}>
        <Time at={at} />
      </span>
    </>
  );
}

function OpenFor({ openedAt }: { openedAt: string }) {
  const classes = useStyles();
  const t = useTranslation();
  const duration = useNow(now => inWords(now - Date.parse(openedAt)));
  return (
    <span className={classes.notYet}>{t('story.openFor', { duration })}</span>
  );
}

/** When what happened, by the record; durations count from the start. */
export function StoryClocks({ incident }: { incident: Incident }) {
  const { startedAt, openedAt, acknowledgedAt, mitigatedAt, resolvedAt } =
    incident;
  const classes = useStyles();
  const t = useTranslation();
  const clocks: [string, ReactNode][] = [
    [
      t('story.started'),
      <strong key="started">
        <Time at={startedAt} />
      </strong>,
    ],
    [
      t('story.detected'),
      <After key="detected" from={startedAt} at={openedAt} />,
    ],
    [
      t('story.acknowledged'),
      <After key="acknowledged" from={startedAt} at={acknowledgedAt} />,
    ],
    [
      t('story.mitigated'),
      <After key="mitigated" from={startedAt} at={mitigatedAt} />,
    ],
    [
      t('story.resolved'),
      isOpen(incident) ? (
        <OpenFor key="resolved" openedAt={openedAt} />
      ) : (
        <After key="resolved" from={startedAt} at={resolvedAt} />
      ),
    ],
  ];
  return (
    <dl className={classes.root} aria-label={t('story.clocks')}>
      {clocks.map(([name, clock]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{clock}</dd>
        </div>
      ))}
    </dl>
  );
}
