import { Table } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import Typography from '@material-ui/core/Typography';
import { lazy, Suspense, useState } from 'react';
import { Time } from '../Time';
import type { ChartData } from './chartSeries';
import type { TimeChartProps } from './TimeChart';

const TimeChart = lazy(() => import('./TimeChart'));

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
  const [asTable, setAsTable] = useState(false);
  return (
    <Card component="section" aria-label={title}>
      <CardContent>
        <Typography variant="subtitle1" component="h3">
          <strong>{title}</strong>{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            {subtitle}
          </Typography>
        </Typography>
        {asTable ? (
          <SeriesTable title={title} data={chart.data} format={chart.format} />
        ) : (
          <div role="img" aria-label={sentence}>
            <Suspense fallback={<div style={{ height: 220 }} />}>
              <TimeChart {...chart} />
            </Suspense>
          </div>
        )}
        <Button
          size="small"
          color="primary"
          onClick={() => setAsTable(!asTable)}
          aria-label={
            asTable ? `Show ${title} as chart` : `Show ${title} as table`
          }
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </CardContent>
    </Card>
  );
}

function SeriesTable(props: {
  title: string;
  data: ChartData;
  format: (value: number) => string;
}) {
  const { title, data, format } = props;
  const rows = data.times
    .map((time, index) => ({
      id: time,
      at: new Date(time * 1000).toISOString(),
      values: data.series.map(({ values }) => values[index]),
    }))
    .reverse();
  return (
    <Table
      title={title}
      options={{ search: false, paging: true, pageSize: 10, padding: 'dense' }}
      columns={[
        { title: 'Time', render: row => <Time at={row.at} /> },
        ...data.series.map(({ label }, index) => ({
          title: label,
          render: (row: (typeof rows)[number]) => {
            const value = row.values[index];
            return value === null ? 'Not known' : format(value);
          },
        })),
      ]}
      data={rows}
    />
  );
}
