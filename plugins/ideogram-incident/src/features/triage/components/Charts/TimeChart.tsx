import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { FORCED_COLOURS } from '../../../../theme/styles';
import {
  endLabels,
  LABEL_GAP,
  limitLine,
  MARK_ROOM,
  markLines,
  noDataHatch,
  widthOf,
} from './chartDrawing';
import type { ChartMark } from './chartMarks';
import { createTip, drawTip, tipRows, useTipStyles } from './chartTip';
import {
  endTexts,
  stacked,
  unknownSpans,
  type ChartData,
  type ChartSeries,
} from './chartSeries';
import { errorClassColour } from './errorClassColours';

const HEIGHT = 220;
/** Room for the names of the series at their ends, the least and the most. */
const MIN_LABEL_WIDTH = 80;
const MAX_LABEL_SHARE = 0.4;
/** A drag that is shorter is a click that slipped; CSS pixels. */
const MIN_DRAG = 8;

export interface TimeChartProps {
  data: ChartData;
  /** The time axis, in Unix seconds. */
  range: [number, number];
  format: (value: number) => string;
  /** The highest value that the axis always shows. */
  atLeast: number;
  /** Fills the area under stacked series; otherwise they are lines. */
  area?: boolean;
  marks: readonly ChartMark[];
  /** With the range that was dragged across; without one, to see all again. */
  onZoom(range?: [number, number]): void;
}

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      // A canvas keeps its colours: so does the paper below it.
      root: {
        height: HEIGHT,
        [FORCED_COLOURS]: {
          forcedColorAdjust: 'none',
          background: theme.palette.background.paper,
          color: theme.palette.text.primary,
        },
        '& .u-select': { background: colours.action, opacity: 0.16 },
        '& .u-cursor-x': { borderColor: colours.action },
        '& .u-cursor-y': { display: 'none' },
      },
    };
  },
  { name: 'IdeogramIncidentTimeChart' },
);

const colourOf = (theme: Theme, { errorClass }: ChartSeries) =>
  errorClass
    ? errorClassColour(theme, errorClass)
    : statusColours(theme).failing.shape;

/** Both charts show their values of the same moment. */
const CURSORS = UPlot.sync('ideogram-incident-charts');

/** Draws series over time; what it shows is said in words by who uses it. */
export default function TimeChart(props: TimeChartProps) {
  const { data, range, format, atLeast, area = false, marks } = props;
  const classes = useStyles();
  const tipClass = useTipStyles().root;
  const container = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const t = useTranslation();
  const chart = useRef<UPlot>();
  const noValue = {
    value: undefined,
    'no-requests': t('chart.noRequests'),
    unknown: t('chart.notKnown'),
    'no-data': t('chart.noData'),
  }[data.end];
  const limit = t('chart.limit', { limit: format(data.limit) });
  const series = area ? stacked(data.series) : data.series;
  // A chart that is drawn anew would lose what is under the cursor: it stays
  // the same while only its numbers change, and reads them from here.
  const latest = useRef({ ...props, series, noValue, limit, t });
  latest.current = { ...props, series, noValue, limit, t };
  const shape = JSON.stringify(
    series.map(({ label, errorClass }) => [label, errorClass]),
  );

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const now = () => latest.current;
    const colours = statusColours(theme);
    const font = `12px ${theme.typography.fontFamily}`;
    const texts = () => endTexts(now().data, now().format);
    const room = () => {
      const wanted = now().noValue ?? texts().map(text => text ?? '');
      return Math.max(
        MIN_LABEL_WIDTH,
        Math.min(
          Math.ceil(widthOf([wanted].flat(), font)) + LABEL_GAP,
          element.clientWidth * MAX_LABEL_SHARE,
        ),
      );
    };
    const tip = createTip(tipClass);
    const axis = {
      font,
      stroke: colours.subtle,
      grid: { stroke: colours.line, width: 1 },
      ticks: { show: false },
    };
    const drawn = now().series;
    const strokeOf = (one: ChartSeries, isTop: boolean) => {
      if (!area) return colours.action;
      // Between areas of nearly the same colour there is an edge.
      return isTop ? colourOf(theme, one) : theme.palette.background.paper;
    };

    const plot = new UPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [MARK_ROOM, room, 0, 0],
        legend: { show: false },
        cursor: {
          sync: { key: CURSORS.key, setSeries: false },
          points: { size: 7 },
          drag: { x: true, y: false, setScale: false },
          bind: {
            dblclick: () => () => {
              now().onZoom();
              return null;
            },
          },
        },
        scales: {
          x: { time: true, range: () => now().range },
          y: {
            range: (_, __, highest) => [
              0,
              Math.max(now().atLeast, (highest ?? 0) * 1.1),
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
            values: (_, values) => values.map(value => now().format(value)),
          },
        ],
        series: [
          {},
          ...drawn.map((one, index) => ({
            label: one.label,
            stroke: strokeOf(one, index === drawn.length - 1),
            width: area ? 1.5 : 2,
            points: { show: false },
            fill: area ? colourOf(theme, one) : undefined,
          })),
        ],
        // The area of a stacked series begins where the one below it ends.
        bands: area
          ? drawn.slice(1).map((_, index) => ({
              series: [index + 2, index + 1] as [number, number],
            }))
          : [],
        hooks: {
          ready: [self => self.over.append(tip)],
          setCursor: [
            self => {
              const { idx } = self.cursor;
              const { data: shown, format: formatted, t: translated } = now();
              const rows =
                typeof idx === 'number'
                  ? tipRows(shown, idx, formatted, translated)
                  : [];
              drawTip(tip, self, rows);
            },
          ],
          setSelect: [
            self => {
              const { left, width } = self.select;
              if (width < MIN_DRAG) return;
              now().onZoom([
                self.posToVal(left, 'x'),
                self.posToVal(left + width, 'x'),
              ]);
              self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
          drawClear: [
            self =>
              noDataHatch(unknownSpans(now().data, now().range), colours)(self),
          ],
          draw: [
            self => limitLine(now().data.limit, now().limit, font, theme)(self),
            self => markLines(now().marks, font, theme)(self),
            self =>
              endLabels(
                {
                  drawn: now().series,
                  texts: texts(),
                  noValue: now().noValue,
                  room: room(),
                },
                font,
                theme,
              )(self),
          ],
        },
      },
      [now().data.times, ...drawn.map(({ values }) => values)],
      element,
    );
    chart.current = plot;
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = undefined;
    };
  }, [shape, area, theme, tipClass]);

  const [from, to] = range;
  useEffect(() => {
    const { data: shown, series: drawn } = latest.current;
    chart.current?.setData([shown.times, ...drawn.map(({ values }) => values)]);
  }, [data, from, to, format, atLeast, marks, limit, noValue]);

  return <div ref={container} className={classes.root} aria-hidden />;
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
