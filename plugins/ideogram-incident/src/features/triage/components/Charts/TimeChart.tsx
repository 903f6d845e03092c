import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import {
  endLabels,
  LABEL_GAP,
  limitLine,
  noDataHatch,
  widthOf,
} from './chartDrawing';
import { endTexts, stacked, unknownSpans, type ChartData } from './chartSeries';

const HEIGHT = 220;
/** Room for the names of the series at their ends, the least and the most. */
const MIN_LABEL_WIDTH = 104;
const MAX_LABEL_SHARE = 0.4;

export interface TimeChartProps {
  data: ChartData;
  /** The time axis, in Unix seconds. */
  range: [number, number];
  format: (value: number) => string;
  /** The highest value that the axis always shows. */
  atLeast: number;
  /** Fills the area under stacked series; otherwise they are lines. */
  area?: boolean;
}

/** Draws series over time; what it shows is said in words by who uses it. */
export default function TimeChart(props: TimeChartProps) {
  const { data, range, format, atLeast, area = false } = props;
  const container = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const t = useTranslation();
  const limit = t('chart.limit', { limit: format(data.limit) });
  const noData = t('chart.noData');
  const [from, to] = range;

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const colours = statusColours(theme);
    const font = `12px ${theme.typography.fontFamily}`;
    const series = area ? stacked(data.series) : data.series;
    const texts = endTexts(data, format);
    const wanted =
      data.lastAt === undefined ? [noData] : texts.map(text => text ?? '');
    const room = Math.max(
      MIN_LABEL_WIDTH,
      Math.min(
        Math.ceil(widthOf(wanted, font)) + LABEL_GAP,
        element.clientWidth * MAX_LABEL_SHARE,
      ),
    );
    const strengths = ['e6', '80', '4d', '33'];
    const axis = {
      font,
      stroke: colours.subtle,
      grid: { stroke: colours.line, width: 1 },
      ticks: { show: false },
    };

    const chart = new UPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [12, room, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: true, range: () => [from, to] },
          y: {
            range: (_, __, highest) => [
              0,
              Math.max(atLeast, (highest ?? 0) * 1.1),
            ],
          },
        },
        axes: [
          {
            ...axis,
            size: 28,
            grid: { show: false },
            space: 90,
            values: localTimes,
          },
          {
            ...axis,
            size: 56,
            values: (_, values) => values.map(value => format(value)),
          },
        ],
        series: [
          {},
          ...series.map(({ label }, index) => ({
            label,
            stroke: area ? colours.failing.shape : colours.action,
            width: 2,
            points: { show: false },
            fill: area
              ? colours.failing.shape +
                strengths[Math.min(index, strengths.length - 1)]
              : undefined,
          })),
        ],
        // The area of a stacked series begins where the one below it ends.
        bands: area
          ? series.slice(1).map((_, index) => ({
              series: [index + 2, index + 1] as [number, number],
            }))
          : [],
        hooks: {
          drawClear: [noDataHatch(unknownSpans(data, [from, to]), colours)],
          draw: [
            limitLine(data.limit, limit, font, theme),
            endLabels(
              { data, drawn: series, texts, noData, room },
              font,
              theme,
            ),
          ],
        },
      },
      [data.times, ...series.map(({ values }) => values)],
      element,
    );
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [data, from, to, format, atLeast, area, theme, limit, noData]);

  return <div ref={container} style={{ height: HEIGHT }} aria-hidden />;
}

function localTimes(_: UPlot, times: number[]) {
  return times.map(time =>
    new Date(time * 1000).toLocaleTimeString([], {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  );
}
