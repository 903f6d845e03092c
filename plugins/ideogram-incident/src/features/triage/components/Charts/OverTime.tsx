import { ResponseErrorPanel } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import { alpha, makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import {
  formatDuration,
  formatPercent,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { useMemo, useState } from 'react';
import { ideogramIncidentApiRef } from '../../../../api';
import { SectionTitle } from '../../../../components/SectionTitle';
import { localTime } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ONE_COLUMN, PHONE } from '../../../../theme/styles';
import { ChartCard } from './ChartCard';
import { failureShares, latency, type ChartData } from './chartSeries';
import { useMetrics } from './useMetrics';

const HEADING_ID = 'ideogram-incident-over-time';

const RANGES = [
  { since: 'PT30M', unit: 'minutes', number: '30' },
  { since: 'PT2H', unit: 'hours', number: '2' },
  { since: 'PT6H', unit: 'hours', number: '6' },
  { since: 'PT24H', unit: 'hours', number: '24' },
] as const;

const useStyles = makeStyles(theme => ({
  // Its own colours are too pale to be read.
  range: {
    color: statusColours(theme).subtle,
    background: theme.palette.background.paper,
    borderColor: statusColours(theme).control,
    '&.Mui-selected, &.Mui-selected:hover': {
      color: statusColours(theme).action,
      background: `linear-gradient(0deg, ${alpha(
        statusColours(theme).action,
        0.08,
      )} 0 100%), ${theme.palette.background.paper}`,
      fontWeight: 700,
    },
    '&:not(:first-child)': { borderLeftColor: statusColours(theme).control },
    [PHONE]: { minHeight: 44 },
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    [ONE_COLUMN]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  note: { marginTop: theme.spacing(1), color: statusColours(theme).subtle },
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
  const t = useTranslation();
  const sentenceOf = useSentence();
  const api = useApi(ideogramIncidentApiRef);
  const [since, setSince] = useState('PT30M');
  const { metrics, error } = useMetrics(api, {
    entityRef,
    target,
    since,
    refreshKey,
  });
  const failing = t('chart.failing');
  const failures = useMemo(
    () => metrics && failureShares(metrics, failing),
    [metrics, failing],
  );
  const latencies = useMemo(() => metrics && latency(metrics), [metrics]);
  const range = useMemo<[number, number]>(
    () =>
      metrics
        ? [Date.parse(metrics.from) / 1000, Date.parse(metrics.to) / 1000]
        : [0, 1],
    [metrics],
  );

  return (
    <section aria-labelledby={HEADING_ID} aria-busy={!metrics && !error}>
      <SectionTitle
        id={HEADING_ID}
        end={
          <ToggleButtonGroup
            size="small"
            exclusive
            value={since}
            onChange={(_, chosen) => chosen && setSince(chosen)}
            aria-label={t('chart.range')}
          >
            {RANGES.map(option => (
              <ToggleButton
                key={option.since}
                className={classes.range}
                value={option.since}
              >
                {nonBreaking(
                  t(`chart.${option.unit}`, { number: option.number }),
                )}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        }
      >
        {t('tab.overTime')}
      </SectionTitle>
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
              title={t('chart.failures')}
              subtitle={
                metrics.errorsByType.length > 0
                  ? t('chart.failuresByType')
                  : t('chart.failuresOfAll')
              }
              sentence={sentenceOf(
                t('chart.failures'),
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
              title={t('chart.latency')}
              subtitle={t('chart.latencyP95')}
              sentence={sentenceOf(t('chart.latency'), latencies, inSeconds)}
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
            <Typography key={text} className={classes.note} variant="body2">
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

/** A chart in one sentence: the last values, and the limit. */
function useSentence() {
  const t = useTranslation();
  return (
    title: string,
    data: ChartData,
    format: (value: number) => string,
  ): string => {
    const limit = format(data.limit);
    if (data.lastAt === undefined) {
      return t('chart.sentenceNoData', { title, limit });
    }
    const at = data.times.indexOf(data.lastAt);
    const values = data.series
      .map(({ label, values: all }) => `${label} ${format(all[at] ?? 0)}`)
      .join(', ');
    const time = localTime(new Date(data.lastAt * 1000));
    return t('chart.sentence', { title, values, time, limit });
  };
}
