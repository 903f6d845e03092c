import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import PersonOutline from '@material-ui/icons/PersonOutline';
import { Link } from '@backstage/core-components';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import { Fragment } from 'react';
import { ActionButton } from '../../../../components/ActionButton';
import { Person } from '../../../../components/Person';
import { WhomToAsk } from '../../../../components/WhomToAsk';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ONE_COLUMN, PHONE } from '../../../../theme/styles';
import { useAcknowledge } from '../../hooks/useAcknowledge';
import { useStoryPath } from '../../hooks/useStoryPath';
import { FailureLine } from '../FailureLine';
import { DrillMark, IncidentBadge } from '../IncidentBadge';
import { Phases } from '../Phases';
import { ResponseDue } from '../ResponseDue';
import { stripPlace } from './stripPlace';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        ...stripPlace(theme),
        padding: 0,
        [PHONE]: { padding: 0 },
        '& a': {
          [PHONE]: {
            display: 'inline-flex',
            alignItems: 'center',
            minHeight: 44,
          },
        },
      },
      cells: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'stretch',
        minHeight: 'inherit',
      },
      cell: {
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        gap: 2,
        minWidth: 0,
        padding: theme.spacing(1, 2),
        [PHONE]: { padding: theme.spacing(0.5, 1.5) },
      },
      what: {
        flex: '1 1 220px',
        overflowWrap: 'anywhere',
        [PHONE]: { flex: 'none' },
      },
      line: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
      number: { fontWeight: 700, whiteSpace: 'nowrap' },
      // What comes after is in the story.
      onWide: { [ONE_COLUMN]: { display: 'none' } },
      title: {
        display: '-webkit-box',
        overflow: 'hidden',
        '-webkit-box-orient': 'vertical',
        '-webkit-line-clamp': 2,
        [PHONE]: { display: 'none' },
      },
      label: { fontSize: 12, lineHeight: '16px', color: colours.subtle },
      person: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 4,
        fontWeight: 700,
      },
      icon: { fontSize: 18 },
      nobody: { color: colours.subtle },
      end: { marginLeft: 'auto' },
      below: {
        padding: theme.spacing(0.5, 2),
        borderTop: `1px solid ${colours.line}`,
        fontSize: 13,
        lineHeight: '18px',
        color: colours.subtle,
        '&:empty': { display: 'none' },
      },
    };
  },
  { name: 'IdeogramIncidentRunningIncident' },
);

function Commander({ incident }: { incident: Incident }) {
  const classes = useStyles();
  const t = useTranslation();
  const { commander } = incident.roles;
  return (
    <div className={`${classes.cell} ${classes.onWide}`}>
      <span className={classes.label}>{t('incident.commander')}</span>
      {commander === undefined ? (
        <span className={classes.nobody}>{t('incident.nobody')}</span>
      ) : (
        <span className={classes.person}>
          <PersonOutline className={classes.icon} aria-hidden />
          <Person entityRef={commander} />
        </span>
      )}
    </div>
  );
}

/** The incident that runs, in short, and the others besides it. */
export function RunningIncident(props: {
  incident: Incident;
  others: readonly Incident[];
  /** False where what is seen may be over. */
  fresh: boolean;
  mayWrite: boolean | undefined;
  escalation?: string;
  onChanged(incident: Incident): void;
}) {
  const { incident, others, fresh, mayWrite, onChanged } = props;
  const { number, title } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const storyPath = useStoryPath();
  const { acknowledge, sending, failure } = useAcknowledge(onChanged);
  const isAsked = incident.acknowledgedAt === undefined;
  const locked = isAsked && mayWrite === false;
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('incident.strip')}
    >
      <div className={classes.cells}>
        <div className={`${classes.cell} ${classes.what}`}>
          <div className={classes.line}>
            <IncidentBadge incident={incident} />
            <Link
              className={classes.number}
              to={storyPath(incident)}
              aria-label={t('incident.openStoryOf', { number })}
            >
              {number}
            </Link>
            {incident.drill && <DrillMark />}
            <span className={classes.title}>{title}</span>
          </div>
        </div>
        <div className={`${classes.cell} ${classes.onWide}`}>
          <span className={classes.label}>{t('incident.statusTitle')}</span>
          <Phases status={incident.status} />
        </div>
        <Commander incident={incident} />
        <div className={classes.cell}>
          <ResponseDue incident={incident} />
        </div>
        {isAsked && (
          <div className={`${classes.cell} ${classes.end}`}>
            <ActionButton
              why={locked || sending ? whyId : undefined}
              aria-label={t('incident.acknowledgeOf', { number })}
              onClick={() => acknowledge(incident)}
            >
              {t('incident.acknowledge')}
            </ActionButton>
          </div>
        )}
      </div>
      <FailureLine failure={failure} />
      <div className={classes.below} id={whyId}>
        {locked &&
          t('incident.mayNot', {
            whom: <WhomToAsk escalation={props.escalation} />,
          })}
        {!fresh && ` ${t('incident.lastSeen')}`}
        {others.length > 0 && (
          <>
            {' '}
            {t('incident.alsoOpen', {
              numbers: (
                <>
                  {others.map((other, index) => (
                    <Fragment key={other.id}>
                      {index > 0 && ', '}
                      <Link to={storyPath(other)}>{other.number}</Link>
                    </Fragment>
                  ))}
                </>
              ),
            })}
          </>
        )}
      </div>
    </Paper>
  );
}
