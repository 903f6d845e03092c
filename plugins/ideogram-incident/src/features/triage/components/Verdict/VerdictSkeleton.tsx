import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslation } from '../../../../hooks/useTranslation';
import { ONE_COLUMN } from '../../../../theme/layout';
import type { ShownReading } from '../../hooks/shownReading';
import { useProbeName } from '../../hooks/useProbeName';
import { StatusMark } from '../StatusMark';
import { VERDICT_HEADING_ID } from './VerdictCard';

const useStyles = makeStyles(
  theme => ({
    main: {
      display: 'grid',
      gridTemplateColumns: '184px minmax(0, 1fr)',
      minHeight: 152,
      [ONE_COLUMN]: { gridTemplateColumns: '136px minmax(0, 1fr)' },
    },
    plate: { display: 'grid', placeItems: 'center' },
    words: { padding: theme.spacing(3) },
    sentence: {
      fontSize: 32,
      lineHeight: '38px',
      fontWeight: 700,
      overflowWrap: 'anywhere',
    },
    arrived: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
      minHeight: 24,
    },
  }),
  { name: 'IdeogramIncidentVerdictSkeleton' },
);

/** In the verdict's place until the first triage is whole. */
export function VerdictSkeleton(props: {
  target: string;
  readings: readonly ShownReading[];
}) {
  const { target, readings } = props;
  const classes = useStyles();
  const t = useTranslation();
  const probeName = useProbeName();
  const probes = readings.map(({ reading }) => probeName(reading.probe));
  return (
    <div className={classes.main}>
      <div className={classes.plate}>
        <Skeleton variant="rect" width={72} height={48} />
      </div>
      <div className={classes.words}>
        <Typography
          id={VERDICT_HEADING_ID}
          className={classes.sentence}
          variant="h2"
        >
          {t('verdict.reading', { target })}
        </Typography>
        <Typography>
          {probes.length === 0
            ? t('verdict.noneYet')
            : t('verdict.arrived', {
                count: probes.length,
                probes: probes.join(', '),
              })}
        </Typography>
        <div className={classes.arrived} aria-hidden>
          {readings.map(({ reading }) => (
            <StatusMark
              key={reading.probe}
              status={reading.status}
              word={probeName(reading.probe)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
