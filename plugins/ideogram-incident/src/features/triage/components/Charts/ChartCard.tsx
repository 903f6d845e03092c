import { Table } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { lazy, Suspense, useState } from 'react';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { classesIn, type ChartData, type ChartSeries } from './chartSeries';
import { errorClassColour } from './errorClassColours';
import type { TimeChartProps } from './TimeChart';

const TimeChart = lazy(() => import('./TimeChart'));

const useStyles = makeStyles(
  theme => ({
    title: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1.5),
    },
    name: { fontSize: 16, lineHeight: '24px', fontWeight: 700 },
    subtitle: { color: statusColours(theme).subtle },
    content: {
      padding: theme.spacing(2, 2.5),
      '&:last-child': { paddingBottom: theme.spacing(1.5) },
    },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      fontSize: 13,
      lineHeight: '18px',
      '& > li': { display: 'flex', alignItems: 'center', gap: 6 },
    },
    swatch: {
      flex: 'none',
      width: 14,
      height: 14,
      border: `1px solid ${statusColours(theme).control}`,
      forcedColorAdjust: 'none',
    },
    button: {
      marginLeft: 'auto',
      [PHONE]: { minHeight: 44 },
    },
    table: { overflowX: 'auto' },
  }),
  { name: 'IdeogramIncidentChartCard' },
);

/** A chart with its name, the same in one sentence, and the same as a table. */
export function ChartCard(
  props: Omit<TimeChartProps, 'data'> & {
    title: string;
    subtitle: string;
    sentence: string;
    data: ChartData;
  },
) {
  const { title, subtitle, sentence, ...chart } = props;
  const classes = useStyles();
  const t = useTranslation();
  const [asTable, setAsTable] = useState(false);
  return (
    <Card component="section" aria-label={title}>
      <CardContent className={classes.content}>
        <div className={classes.title}>
          <Typography className={classes.name} variant="h3">
            {title}
          </Typography>
          <span className={classes.subtitle}>{subtitle}</span>
          <Button
            className={classes.button}
            size="small"
            color="primary"
            onClick={() => setAsTable(!asTable)}
            aria-label={
              asTable
                ? t('chart.showChartOf', { title })
                : t('chart.showTableOf', { title })
            }
          >
            {asTable ? t('chart.showChart') : t('chart.showTable')}
          </Button>
        </div>
        {asTable ? (
          <div className={classes.table}>
            <SeriesTable data={chart.data} format={chart.format} />
          </div>
        ) : (
          <div role="img" aria-label={sentence}>
            <Suspense fallback={<div style={{ height: 220 }} />}>
              <TimeChart {...chart} />
            </Suspense>
          </div>
        )}
        <Legend series={chart.data.series} />
      </CardContent>
    </Card>
  );
}

/** The names of the classes in the translation, which has no hyphens. */
const ERROR_CLASSES = {
  authentication: 'authentication',
  billing: 'billing',
  'rate-limited': 'rateLimited',
  'vendor-fault': 'vendorFault',
  network: 'network',
  unclassified: 'unclassified',
  none: 'none',
} as const;

/** What the colours stand for; nothing where there is only one. */
function Legend({ series }: { series: readonly ChartSeries[] }) {
  const classes = useStyles();
  const theme = useTheme();
  const t = useTranslation();
  const shown = classesIn(series);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.legend} aria-label={t('chart.legend')}>
      {shown.map(({ errorClass, labels }) => (
        <li key={errorClass}>
          <i
            className={classes.swatch}
            style={{ background: errorClassColour(theme, errorClass) }}
            aria-hidden
          />
          {t(`errorClass.${ERROR_CLASSES[errorClass]}`)}: {labels.join(', ')}
        </li>
      ))}
    </ul>
  );
}

function SeriesTable(props: {
  data: ChartData;
  format: (value: number) => string;
}) {
  const { data, format } = props;
  const t = useTranslation();
  const rows = data.times
    .map((time, index) => ({
      id: time,
      at: new Date(time * 1000).toISOString(),
      values: data.series.map(({ values }) => values[index]),
    }))
    .reverse();
  return (
    <Table
      options={{
        toolbar: false,
        sorting: false,
        draggable: false,
        paging: true,
        pageSize: 10,
        padding: 'dense',
      }}
      columns={[
        { title: t('chart.time'), render: row => <Time at={row.at} seconds /> },
        ...data.series.map(({ label }, index) => ({
          title: label,
          render: (row: (typeof rows)[number]) => {
            const value = row.values[index];
            return value === null ? t('chart.notKnown') : format(value);
          },
        })),
      ]}
      data={rows}
    />
  );
}
