import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useTranslation } from '../../../../hooks/useTranslation';
import { ONE_COLUMN } from '../../../../theme/styles';
import type { ShownReading } from '../../hooks/shownReading';
import { useProbeName } from '../../hooks/useProbeName';
import { StatusMark } from '../StatusMark';

export const VERDICT_HEADING_ID = 'ideogram-incident-verdict';

const useStyles = makeStyles(
  { root: { overflow: 'hidden' } },
  { name: 'IdeogramIncidentVerdictCard' },
);

/**
 * The verdict above the row of what the viewer can do with it. The row stays
 * the same while the verdict is loading, so that it keeps the focus.
 */
export function VerdictCard(props: {
  busy: boolean;
  row: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper
      component="section"
      className={useStyles().root}
      aria-labelledby={VERDICT_HEADING_ID}
      aria-busy={props.busy}
    >
      {props.children}
      {props.row}
    </Paper>
  );
}

const useVerdictSkeletonStyles = makeStyles(
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
  const classes = useVerdictSkeletonStyles();
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
