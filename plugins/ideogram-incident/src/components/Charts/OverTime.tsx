import { ResponseErrorPanel } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import {
  formatDuration,
  formatPercent,
} from 'backstage-plugin-ideogram-incident-common';
import { useMemo, useState } from 'react';
import { ideogramIncidentApiRef } from '../../api';
import { ONE_COLUMN } from '../../theme/layout';
import { ChartCard } from './ChartCard';
import { failureShares, latency, type ChartData } from './chartSeries';
import { useMetrics } from './useMetrics';

const RANGES = [
  { since: 'PT30M', label: '30 min' },
  { since: 'PT2H', label: '2 h' },
  { since: 'PT6H', label: '6 h' },
  { since: 'PT24H', label: '24 h' },
];

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    [ONE_COLUMN]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  note: { marginTop: theme.spacing(1) },
}));

const inSeconds = (seconds: number) => formatDuration(seconds);

/**
 * How errors and latency went, over a range that the viewer chooses.
 *
 * `refreshKey` reads again when it changes; what is shown stays until the new
 * series are here.
 */
export function OverTime(props: {
  entityRef: string;
  target: string;
  refreshKey?: string | number;
}) {
  const { entityRef, target, refreshKey } = props;
  const classes = useStyles();
  const api = useApi(ideogramIncidentApiRef);
  const [since, setSince] = useState('PT30M');
  const { metrics, error } = useMetrics(api, {
    entityRef,
    target,
    since,
    refreshKey,
  });
  const failures = useMemo(() => metrics && failureShares(metrics), [metrics]);
  const latencies = useMemo(() => metrics && latency(metrics), [metrics]);
  const range = useMemo<[number, number]>(
    () =>
      metrics
        ? [Date.parse(metrics.from) / 1000, Date.parse(metrics.to) / 1000]
        : [0, 1],
    [metrics],
  );

  return (
    <section aria-labelledby="over-time" aria-busy={!metrics && !error}>
      <div className={classes.head}>
        <Typography id="over-time" variant="h6" component="h2">
          Over time
        </Typography>
        <ToggleButtonGroup
          size="small"
          exclusive
          value={since}
          onChange={(_, chosen) => chosen && setSince(chosen)}
          aria-label="Range of the charts"
        >
          {RANGES.map(option => (
            <ToggleButton key={option.since} value={option.since}>
              {option.label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {error && !metrics && <ResponseErrorPanel error={error} />}
      {!error && !metrics && (
        <div className={classes.columns}>
          <LoadingCard />
          <LoadingCard />
        </div>
      )}
      {metrics && failures && latencies && (
        <>
          <div className={classes.columns}>
            <ChartCard
              title="Requests that fail"
              subtitle={
                metrics.errorsByType.length > 0
                  ? 'share of all requests, by type'
                  : 'share of all requests'
              }
              sentence={sentenceOf(
                'Requests that fail',
                failures,
                formatPercent,
              )}
              data={failures}
              range={range}
              format={formatPercent}
              atLeast={Math.min(1, metrics.thresholds.errorRatio * 2)}
              area
            />
            <ChartCard
              title="Latency"
              subtitle="95% of requests are faster (P95)"
              sentence={sentenceOf('Latency', latencies, inSeconds)}
              data={latencies}
              range={range}
              format={inSeconds}
              atLeast={metrics.thresholds.latencyP95Seconds * 1.3}
            />
          </div>
          {[
            ...metrics.problems.map(
              problem =>
                `${problem.issue} ${problem.cause} ${problem.solution}`,
            ),
            ...metrics.warnings,
          ].map(text => (
            <Typography
              key={text}
              className={classes.note}
              variant="body2"
              color="textSecondary"
            >
              {text}
            </Typography>
          ))}
        </>
      )}
    </section>
  );
}

function LoadingCard() {
  return (
    <Card>
      <CardContent>
        <Skeleton variant="rect" height={276} />
      </CardContent>
    </Card>
  );
}

/** The chart in one sentence: the last values, and whether they are over the limit. */
function sentenceOf(
  title: string,
  data: ChartData,
  format: (value: number) => string,
): string {
  const limit = `The limit is ${format(data.limit)}.`;
  if (data.lastAt === undefined) return `${title}: no data. ${limit}`;
  const at = data.times.indexOf(data.lastAt);
  const values = data.series
    .map(({ label, values: all }) => `${label} ${format(all[at] ?? 0)}`)
    .join(', ');
  return `${title}: ${values} at ${new Date(
    data.lastAt * 1000,
  ).toLocaleTimeString()}. ${limit}`;
}
