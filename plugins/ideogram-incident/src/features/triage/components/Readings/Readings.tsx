import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import {
  isBuiltInProbe,
  latencyCaveat,
  PROBE_NAMES,
  type ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';
import type { ShownReading } from '../../hooks/shownReading';
import type { ProblemGroup } from '../Problems/groupProblems';
import { ReadingCard } from './ReadingCard';

const HEADING_ID = 'ideogram-incident-readings';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 0 },
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1.5),
      // In pairs, or one below the other where the portal leaves no room.
      gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, max(180px, 50% - ${theme.spacing(
        0.75,
      )}px)), 1fr))`,
    },
    awaited: { minHeight: 144, padding: theme.spacing(1.5, 2, 1.5, 2.5) },
  }),
  { name: 'IdeogramIncidentReadings' },
);

/** The worst first. */
const STATUSES: ReadingStatus[] = ['failing', 'degraded', 'unknown', 'ok'];

function useCounts(readings: readonly ShownReading[]): string {
  const t = useTranslation();
  return STATUSES.map(status => {
    const count = readings.filter(
      ({ reading }) => reading.status === status,
    ).length;
    return count > 0 ? `${count} ${t(`statusInText.${status}`)}` : '';
  })
    .filter(Boolean)
    .join(', ');
}

/** In the shape of the card that comes, so that nothing moves. */
function Awaited() {
  const classes = useStyles();
  return (
    <Paper component="li" className={classes.awaited} aria-hidden>
      <Skeleton width="40%" />
      <Skeleton width="80%" height={28} />
      <Skeleton width="60%" />
    </Paper>
  );
}

/** The readings; while `loading`, a place is kept for each that is to come. */
export function Readings(props: {
  readings: readonly ShownReading[];
  problems: readonly ProblemGroup[];
  loading: boolean;
}) {
  const { readings, problems, loading } = props;
  const classes = useStyles();
  const t = useTranslation();
  const counts = useCounts(readings);
  const problemOf = (probe: string) =>
    problems.find(
      ({ hidden, partly }) => hidden.includes(probe) || partly.includes(probe),
    );
  const caveat = latencyCaveat(readings.map(({ reading }) => reading));
  const card = (shown: ShownReading) => (
    <ReadingCard
      key={shown.reading.probe}
      shown={shown}
      caveat={shown.reading.probe === 'latency' ? caveat : undefined}
      problemId={problemOf(shown.reading.probe)?.id}
    />
  );
  const others = readings.filter(
    ({ reading }) => !isBuiltInProbe(reading.probe),
  );
  return (
    <section
      className={classes.root}
      aria-labelledby={HEADING_ID}
      aria-busy={loading}
    >
      <SectionTitle id={HEADING_ID} aside={counts}>
        {t('tab.readings')}
      </SectionTitle>
      <ul className={classes.list}>
        {PROBE_NAMES.map(probe => {
          const shown = readings.find(({ reading }) => reading.probe === probe);
          if (shown) return card(shown);
          // Few targets have it, and it comes last: nothing moves for it.
          const isExpected = probe !== 'ideogram-api';
          return loading && isExpected && <Awaited key={probe} />;
        })}
        {others.map(card)}
      </ul>
    </section>
  );
}
