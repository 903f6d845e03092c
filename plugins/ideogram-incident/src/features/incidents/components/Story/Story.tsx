import { useCallback, useEffect, useRef } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useResolvedPath } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { isOpen } from 'backstage-plugin-ideogram-incident-common';
import { zoneName } from '../../../../components/Time';
import { targetInfos, useTargets } from '../../../../hooks/useTargets';
import { useTitlePrefix } from '../../../../hooks/useTitlePrefix';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useMayWrite } from '../../hooks/useMayWrite';
import { useStory } from '../../hooks/useStory';
import { useStoryPath } from '../../hooks/useStoryPath';
import { STORY_HEADING_ID, StoryHead } from './StoryHead';
import { Timeline } from './Timeline';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { display: 'grid', gap: theme.spacing(3), minWidth: 0 },
      places: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.5, 2.5),
        minHeight: 32,
      },
      here: { fontWeight: 700 },
      state: { padding: theme.spacing(2.5, 3) },
      zone: {
        margin: 0,
        fontSize: 12,
        lineHeight: '16px',
        color: colours.subtle,
      },
      stale: { color: colours.unknown.text },
    };
  },
  { name: 'IdeogramIncidentStory' },
);

/** Where somebody who looks at a story came from, and can go back to. */
function Places({ number, now }: { number: string; now: string }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <nav className={classes.places} aria-label={t('story.places')}>
      <Link to={now}>{t('story.now')}</Link>
      <span className={classes.here} aria-current="page">
        {number}
      </span>
    </nav>
  );
}

/** An incident, as it is and as it came about. */
export function Story(props: {
  entityRef: string;
  named: readonly string[];
  number: string;
}) {
  const { entityRef, named, number } = props;
  const classes = useStyles();
  const t = useTranslation();
  const story = useStory(number);
  const { incident, failure, refresh, put } = story;
  const mayWrite = useMayWrite();
  const storyPath = useStoryPath();
  const tab = useResolvedPath('.').pathname.replace(/\/$/, '');
  const targets = targetInfos(named, useTargets(entityRef, 0));
  const target = targets.find(({ name }) => name === incident?.target);
  const now = `${tab}?${new URLSearchParams(
    incident ? { target: incident.target } : {},
  )}`;
  const targetName = incident?.target ?? '';
  const operationPath = useCallback(
    (operation: string) =>
      `${tab}?${new URLSearchParams({ target: targetName, operation })}`,
    [tab, targetName],
  );
  useTitlePrefix(
    incident &&
      isOpen(incident) &&
      !incident.drill &&
      incident.severity === 'P1'
      ? 'P1'
      : undefined,
  );
  // Who comes from a link or a button begins with what it is about.
  const isRead = incident !== undefined;
  const began = useRef<string>();
  useEffect(() => {
    if (!isRead || began.current === number) return;
    began.current = number;
    if (document.activeElement !== document.body) return;
    document.getElementById(STORY_HEADING_ID)?.focus({ preventScroll: true });
  }, [isRead, number]);

  if (!incident) {
    const isAbsent = failure?.kind === 'not-found';
    return (
      <div className={classes.root}>
        <Places number={number} now={now} />
        <Paper className={classes.state} aria-busy={!failure}>
          {!failure && (
            <>
              <h2 className={classes.here}>{t('story.reading', { number })}</h2>
              <Skeleton height={120} />
            </>
          )}
          {failure && (
            <>
              <h2 className={classes.here}>
                {t(isAbsent ? 'story.notFound' : 'story.notRead', { number })}
              </h2>
              <p>{t(isAbsent ? 'story.notFoundBody' : 'story.notReadBody')}</p>
              <Button color="primary" onClick={refresh}>
                {t('story.tryAgain')}
              </Button>
            </>
          )}
        </Paper>
      </div>
    );
  }
  const { mergedInto } = incident;
  return (
    <div className={classes.root}>
      <Places number={incident.number} now={now} />
      {failure && (
        <div className={classes.stale} role="status">
          {t('story.lastSeen')}
        </div>
      )}
      {mergedInto !== undefined && (
        <Paper className={classes.state}>
          <strong>
            {t('story.merged', {
              number: incident.number,
              into: (
                <Link to={storyPath({ number: mergedInto })}>{mergedInto}</Link>
              ),
            })}
          </strong>{' '}
          {t('story.mergedBody')}
        </Paper>
      )}
      <StoryHead
        incident={incident}
        target={target ?? { title: incident.target }}
        mayWrite={mayWrite}
        onChanged={put}
      />
      <Timeline
        key={incident.id}
        incident={incident}
        story={story}
        mayWrite={mayWrite === true && mergedInto === undefined}
        operationPath={operationPath}
      />
      <p className={classes.zone}>{t('tab.zone', { zone: zoneName() })}</p>
    </div>
  );
}
