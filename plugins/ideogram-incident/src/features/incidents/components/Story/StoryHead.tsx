import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import { Person } from '../../../../components/Person';
import { SeverityPlate } from '../../../../components/SeverityPlate';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ONE_COLUMN, PHONE } from '../../../../theme/styles';
import { DrillMark, lookOf } from '../IncidentBadge';
import { Phases } from '../Phases';
import { ResponseDue } from '../ResponseDue';
import { StoryActions } from './StoryActions';
import { StoryClocks } from './StoryClocks';
import { StoryRoles } from './StoryRoles';

export const STORY_HEADING_ID = 'ideogram-incident-story';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { overflow: 'hidden' },
      main: {
        display: 'grid',
        gridTemplateColumns: '184px minmax(0, 1fr) auto',
        [ONE_COLUMN]: { gridTemplateColumns: '136px minmax(0, 1fr)' },
        [PHONE]: { gridTemplateColumns: '128px minmax(0, 1fr)' },
      },
      words: {
        display: 'grid',
        alignContent: 'start',
        gap: theme.spacing(1),
        padding: theme.spacing(2.5, 3),
        [PHONE]: { padding: theme.spacing(1.5, 2) },
      },
      title: {
        margin: 0,
        fontSize: 24,
        lineHeight: '30px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
        outline: 'none',
        [PHONE]: { fontSize: 18, lineHeight: '24px' },
      },
      number: { fontWeight: 400 },
      summary: {
        maxWidth: '66ch',
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-line',
      },
      about: { color: colours.subtle, overflowWrap: 'anywhere' },
      clock: {
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        minWidth: 200,
        padding: theme.spacing(2.5, 3),
        borderLeft: `1px solid ${colours.line}`,
        [ONE_COLUMN]: {
          gridColumn: '1 / -1',
          padding: theme.spacing(1.5, 3),
          borderLeft: 0,
          borderTop: `1px solid ${colours.line}`,
        },
      },
      row: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: theme.spacing(1.5, 3),
        padding: theme.spacing(1.5, 3),
        borderTop: `1px solid ${colours.line}`,
        [PHONE]: { padding: theme.spacing(1.5, 2) },
      },
      clocks: {
        padding: theme.spacing(1.5, 3),
        borderTop: `1px solid ${colours.line}`,
        [PHONE]: { padding: theme.spacing(1.5, 2) },
      },
    };
  },
  { name: 'IdeogramIncidentStoryHead' },
);

function OpenedBy({ openedBy }: { openedBy: string }) {
  const t = useTranslation();
  if (openedBy === 'alert') return <>{t('story.byAlert')}</>;
  if (openedBy === 'watcher') return <>{t('story.byWatcher')}</>;
  return <Person entityRef={openedBy} />;
}

/** What an incident is, how it stands, who looks after it, and since when. */
export function StoryHead(props: {
  incident: Incident;
  /** As the operator calls it. */
  target: { title: string; escalation?: string };
  mayWrite: boolean | undefined;
  onChanged(incident: Incident): void;
}) {
  const { incident, target, mayWrite, onChanged } = props;
  const { number, title, summary, status, drill } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const isMerged = incident.mergedInto !== undefined;
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-labelledby={STORY_HEADING_ID}
    >
      <div className={classes.main}>
        <SeverityPlate look={lookOf(incident)}>
          {drill ? t('incident.drill') : t(`incident.${status}`)}
        </SeverityPlate>
        <div className={classes.words}>
          <h2 id={STORY_HEADING_ID} className={classes.title} tabIndex={-1}>
            <span className={classes.number}>{number}</span> {title}{' '}
            {drill && <DrillMark />}
          </h2>
          {summary && <div className={classes.summary}>{summary}</div>}
          <Phases status={status} />
          <div className={classes.about}>
            {t('story.ofTarget', {
              target: target.title,
              time: <Time at={incident.openedAt} />,
              person: <OpenedBy openedBy={incident.openedBy} />,
            })}
          </div>
        </div>
        <div className={classes.clock}>
          <ResponseDue incident={incident} />
        </div>
      </div>
      <div className={classes.row}>
        <StoryRoles
          incident={incident}
          mayChange={mayWrite === true && !isMerged}
          onChanged={onChanged}
        />
        {!isMerged && (
          <StoryActions
            incident={incident}
            mayWrite={mayWrite}
            escalation={target.escalation}
            onChanged={onChanged}
          />
        )}
      </div>
      <div className={classes.clocks}>
        <StoryClocks incident={incident} />
      </div>
    </Paper>
  );
}
