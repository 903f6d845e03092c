import { ResponseErrorPanel } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  dashboardsIn,
  fillLink,
  formatDuration,
  formatPercent,
  type Link,
  type Operation,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ideogramIncidentApiRef } from '../../../../api';
import { ExternalLink } from '../../../../components/ExternalLink';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useAddressParameter } from '../../../../hooks/useAddressParameter';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { ChartCard } from './ChartCard';
import { chartMarks } from './chartMarks';
import { failureShares, latency, withReadings } from './chartSeries';
import { MarkList } from './MarkList';
import { RANGES, RangeToggle } from './RangeToggle';
import { untoldProblems } from './untoldProblems';
import { useChartSentence } from './useChartSentence';
import { useMetrics } from './useMetrics';

const HEADING_ID = 'ideogram-incident-over-time';

/** Between two readings of a long range there is nothing to be seen. */
const READ_EVERY_MS: Record<string, number> = { PT30M: 10_000 };
const READ_LONG_EVERY_MS = 60_000;

const useStyles = makeStyles(theme => {
  const colours = statusColours(theme);
  return {
    charts: { display: 'grid', gap: theme.spacing(1.5) },
    below: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      // The button that comes with a zoom has its place.
      minHeight: 32,
      color: colours.subtle,
      [PHONE]: { minHeight: 44, '& button, & a': { minHeight: 44 } },
    },
    note: { marginTop: theme.spacing(1), color: colours.subtle },
  };
});

const inSeconds = (seconds: number) => formatDuration(seconds);

/**
 * How errors and latency went, over a range that the viewer chooses. The lines
 * end in the triage's readings, so that both say the same.
 */
export function OverTime(props: {
  entityRef: string;
  target: string;
  /** Of the triage that is shown. */
  readings: readonly Reading[];
  finishedAt: string;
  operations: readonly Operation[];
  links: readonly Link[];
}) {
  const { entityRef, target, readings, finishedAt, operations, links } = props;
  const classes = useStyles();
  const t = useTranslation();
  const sentenceOf = useChartSentence();
  const api = useApi(ideogramIncidentApiRef);
  const [inAddress, setRange] = useAddressParameter('range');
  const since =
    RANGES.find(each => each.since === inAddress)?.since ?? RANGES[0].since;
  const everyMs = READ_EVERY_MS[since] ?? READ_LONG_EVERY_MS;
  const { metrics: read, error } = useMetrics(api, {
    entityRef,
    target,
    since,
    refreshKey: Math.floor(Date.parse(finishedAt) / everyMs),
  });
  const metrics = useMemo(
    () => read && withReadings(read, readings),
    [read, readings],
  );
  const failing = t('chart.failing');
  const failures = useMemo(
    () => metrics && failureShares(metrics, failing),
    [metrics, failing],
  );
  const latencies = useMemo(() => metrics && latency(metrics), [metrics]);
  const [zoom, setZoom] = useState<[number, number]>();
  useEffect(() => setZoom(undefined), [since, target]);
  const whole = useMemo<[number, number]>(
    () =>
      metrics
        ? [
            Date.parse(metrics.from) / 1000,
            Math.max(Date.parse(metrics.to), Date.parse(finishedAt)) / 1000,
          ]
        : [0, 1],
    [metrics, finishedAt],
  );
  const range = zoom ?? whole;
  const marks = useMemo(
    () => chartMarks(readings, operations, whole),
    [readings, operations, whole],
  );
  const onZoom = useCallback(
    (chosen?: [number, number]) => setZoom(chosen),
    [],
  );
  const dashboards = dashboardsIn(links).map(link =>
    fillLink(link, { from: range[0] * 1000, to: range[1] * 1000, target }),
  );

  return (
    <section aria-labelledby={HEADING_ID} aria-busy={!metrics && !error}>
      <SectionTitle
        id={HEADING_ID}
        end={<RangeToggle since={since} onChange={setRange} />}
      >
        {t('tab.overTime')}
      </SectionTitle>
      {error && !metrics && <ResponseErrorPanel error={error} />}
      {!error && !metrics && (
        <div className={classes.charts}>
          <LoadingCard />
          <LoadingCard />
        </div>
      )}
      {metrics && failures && latencies && (
        <>
          <div className={classes.charts}>
            <ChartCard
              title={t('chart.failures')}
              subtitle={
                failures.series.some(({ errorClass }) => errorClass)
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
              marks={marks}
              onZoom={onZoom}
            />
            <ChartCard
              title={t('chart.latency')}
              subtitle={t('chart.latencyP95')}
              sentence={sentenceOf(t('chart.latency'), latencies, inSeconds)}
              data={latencies}
              range={range}
              format={inSeconds}
              atLeast={metrics.thresholds.latencyP95Seconds * 1.3}
              marks={marks}
              onZoom={onZoom}
            />
          </div>
          <div className={classes.below}>
            {zoom ? (
              <Button size="small" color="primary" onClick={() => onZoom()}>
                {t('chart.wholeRange')}
              </Button>
            ) : (
              <span>{t('chart.dragToZoom')}</span>
            )}
            {dashboards.map(link => (
              <ExternalLink key={link.title} {...link} />
            ))}
          </div>
          <MarkList marks={marks} />
          {[
            ...untoldProblems(metrics.problems, readings).map(
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
        <Skeleton variant="rect" height={248} />
      </CardContent>
    </Card>
  );
}
