import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  formatDuration,
  nonBreaking,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { Person } from '../../../../components/Person';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ONE_COLUMN } from '../../../../theme/styles';
import { useStoryLink } from '../../hooks/useStoryLink';
import { isOverdue } from '../../inOrderOfUrgency';
import { DrillMark, IncidentBadge } from '../IncidentBadge';
import { Phases } from '../Phases';
import { ResponseDue } from '../ResponseDue';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'grid',
        gridTemplateColumns:
          '48px minmax(0, 4fr) repeat(3, minmax(120px, 2fr))',
        alignItems: 'center',
        gap: theme.spacing(1, 2),
        padding: theme.spacing(2, 3),
        '& + &': { borderTop: `1px solid ${colours.line}` },
        [ONE_COLUMN]: {
          gridTemplateColumns: '48px repeat(2, minmax(0, 1fr))',
          padding: theme.spacing(1.5, 2),
        },
      },
      overdue: { boxShadow: `inset 5px 0 0 ${colours.failing.shape}` },
      what: {
        overflowWrap: 'anywhere',
        [ONE_COLUMN]: { gridColumn: '2 / -1' },
      },
      title: { fontSize: 16, lineHeight: '22px', fontWeight: 700 },
      quiet: { fontSize: 12, lineHeight: '16px', color: colours.subtle },
      line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 },
      cell: { [ONE_COLUMN]: { gridColumn: '2 / -1' } },
      label: {
        display: 'block',
        fontSize: 12,
        lineHeight: '16px',
        color: colours.subtle,
      },
      name: { fontWeight: 700 },
    };
  },
  { name: 'IdeogramIncidentOpenIncidentRow' },
);

function OpenFor({ openedAt }: { openedAt: string }) {
  const t = useTranslation();
  const duration = useNow(now => {
    const seconds = Math.max(0, (now - Date.parse(openedAt)) / 1000);
    return nonBreaking(
      formatDuration(
        seconds < 60 ? Math.round(seconds) : Math.floor(seconds / 60) * 60,
      ),
    );
  });
  return <>{t('incidents.openFor', { duration })}</>;
}

/** The components of an incident, each with the way to it. */
export function Components({ incident }: { incident: Incident }) {
  return (
    <>
      {incident.entityRefs.map((entityRef, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <EntityRefLink entityRef={entityRef} />
        </span>
      ))}
    </>
  );
}

/** An incident that is open, with the way to its story. */
export function OpenIncidentRow({ incident }: { incident: Incident }) {
  const { number, title, target, roles } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const storyLink = useStoryLink()(incident);
  const overdue = useNow(now => isOverdue(incident, now));
  return (
    <li className={`${classes.root} ${overdue ? classes.overdue : ''}`}>
      <IncidentBadge incident={incident} />
      <div className={classes.what}>
        <div className={classes.line}>
          {storyLink ? <Link to={storyLink}>{number}</Link> : number}
          {incident.drill && <DrillMark />}
        </div>
        <div className={classes.title}>{title}</div>
        <div className={classes.quiet}>
          <Components incident={incident} />, {target}
        </div>
      </div>
      <div className={classes.cell}>
        <span className={classes.label}>
          <OpenFor openedAt={incident.openedAt} />
        </span>
        <Phases status={incident.status} short />
      </div>
      <div className={classes.cell}>
        <ResponseDue incident={incident} />
      </div>
      <div className={classes.cell}>
        <span className={classes.label}>{t('incident.commander')}</span>
        {roles.commander === undefined ? (
          <span className={classes.quiet}>{t('incident.nobody')}</span>
        ) : (
          <span className={classes.name}>
            <Person entityRef={roles.commander} />
          </span>
        )}
      </div>
    </li>
  );
}
