import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  formatDuration,
  nonBreaking,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useStoryLink } from '../../hooks/useStoryLink';
import { DrillMark } from '../IncidentBadge';
import { Components } from './OpenIncidentRow';

const useStyles = makeStyles(
  theme => ({
    root: { overflowX: 'auto' },
    number: { whiteSpace: 'nowrap' },
    title: { fontWeight: 700, overflowWrap: 'anywhere' },
    quiet: {
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
    cell: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  }),
  { name: 'IdeogramIncidentRecentTable' },
);

/** Undefined where it is not known, or a start was put after what it led to. */
function durationOf(from: string, to: string | undefined): string | undefined {
  if (to === undefined) return undefined;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (!(seconds >= 0)) return undefined;
  return nonBreaking(
    formatDuration(
      seconds < 60 ? Math.round(seconds) : Math.floor(seconds / 60) * 60,
    ),
  );
}

function Row({ incident }: { incident: Incident }) {
  const { number, severity, title, startedAt, openedAt, mergedInto } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const storyLink = useStoryLink();
  const path = storyLink(incident);
  const unknown = (
    <span className={classes.quiet}>{t('incidents.unknown')}</span>
  );
  const into =
    mergedInto === undefined
      ? undefined
      : storyLink({ ...incident, number: mergedInto });
  return (
    <TableRow>
      <TableCell className={classes.number}>
        {path ? <Link to={path}>{number}</Link> : number}{' '}
        {incident.drill && <DrillMark />}
      </TableCell>
      <TableCell>{severity}</TableCell>
      <TableCell>
        <div className={classes.title}>{title}</div>
        <div className={classes.quiet}>
          <Components incident={incident} />, {incident.target}
        </div>
      </TableCell>
      <TableCell className={classes.cell}>
        <Time at={startedAt} />
      </TableCell>
      {mergedInto !== undefined ? (
        <TableCell colSpan={3}>
          {t('incidents.mergedInto', {
            number: into ? <Link to={into}>{mergedInto}</Link> : mergedInto,
          })}
        </TableCell>
      ) : (
        [
          durationOf(startedAt, incident.resolvedAt),
          durationOf(openedAt, incident.acknowledgedAt),
          durationOf(startedAt, incident.mitigatedAt),
        ].map((duration, index) => (
          <TableCell key={String(index)} className={classes.cell} align="right">
            {duration ?? unknown}
          </TableCell>
        ))
      )}
    </TableRow>
  );
}

/** Incidents that are over, newest first. */
export function RecentTable({ incidents }: { incidents: readonly Incident[] }) {
  const classes = useStyles();
  const t = useTranslation();
  const columns = ['number', 'severity', 'what', 'started'] as const;
  const durations = ['duration', 'acknowledged', 'mitigated'] as const;
  return (
    <div
      className={classes.root}
      // Whoever has no mouse has to scroll it too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('incidents.recent')}
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column}>{t(`incidents.${column}`)}</TableCell>
            ))}
            {durations.map(column => (
              <TableCell key={column} align="right">
                {t(`incidents.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {incidents.map(incident => (
            <Row key={incident.id} incident={incident} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
