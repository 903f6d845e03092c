import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Person } from '../../../../components/Person';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import { displayStatusOf } from './displayStatus';
import { OpenButton } from './OpenButton';
import { OperationDuration } from './OperationDuration';
import { OperationStatus } from './OperationStatus';

const useStyles = makeStyles(
  theme => ({
    root: { listStyle: 'none', margin: 0, padding: 0 },
    operation: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1.5, 2),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    title: { fontWeight: 700 },
    about: {
      fontSize: 13,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'IdeogramIncidentHistoryList' },
);

/** The operations where a table has no room; each opens its steps. */
export function HistoryList() {
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  return (
    <Paper component="ul" className={classes.root}>
      {operations.operations.map(one => (
        <li key={one.id} className={classes.operation}>
          <div className={classes.words}>
            <div className={classes.title}>{one.title}</div>
            <OperationStatus look={displayStatusOf(one)} />
            <div className={classes.about}>
              {t('operation.about', {
                time: <Time at={one.createdAt} />,
                person: <Person entityRef={one.actor} />,
                duration: <OperationDuration operation={one} />,
              })}
            </div>
          </div>
          <OpenButton operation={one} />
        </li>
      ))}
    </Paper>
  );
}
