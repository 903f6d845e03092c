import type { Theme } from '@material-ui/core/styles';
import type uPlot from 'uplot';
import type { StatusColours } from '../../../../theme/statusColours';
import type { ChartSeries } from './chartSeries';

type Draw = (chart: uPlot) => void;

/** Between a series and its name, in CSS pixels. */
export const LABEL_GAP = 6;

/** Canvas pixels per CSS pixel. */
const scale = () => window.devicePixelRatio || 1;

function scaledFont(font: string) {
  return font.replace(/^(\d+)px/, (_, size) => `${Number(size) * scale()}px`);
}

/** The value from which a reading is degraded, as a dashed line with its name. */
export function limitLine(
  limit: number,
  label: string,
  font: string,
  theme: Theme,
): Draw {
  return chart => {
    const { ctx, bbox } = chart;
    const y = chart.valToPos(limit, 'y', true);
    ctx.save();
    ctx.strokeStyle = theme.palette.text.primary;
    ctx.lineWidth = 1.5 * scale();
    ctx.setLineDash([5 * scale(), 4 * scale()]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = scaledFont(font);
    ctx.fillStyle = theme.palette.text.primary;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.fillText(label, bbox.left + 4 * scale(), y - 3 * scale());
    ctx.restore();
  };
}

/** Stripes where nothing is known, so that a gap is not taken for zero. */
export function noDataHatch(
  spans: [number, number][],
  colours: StatusColours,
): Draw {
  return chart => {
    const { ctx, bbox } = chart;
    const step = 9 * scale();
    ctx.save();
    ctx.beginPath();
    for (const span of spans) {
      const [left, right] = span.map(time => chart.valToPos(time, 'x', true));
      ctx.rect(left, bbox.top, right - left, bbox.height);
    }
    ctx.clip();
    ctx.strokeStyle = colours.unknown.shape;
    ctx.globalAlpha = 0.4;
    ctx.lineWidth = 2 * scale();
    const end = bbox.left + bbox.width;
    for (let x = bbox.left - bbox.height; x < end; x += step) {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
      ctx.stroke();
    }
    ctx.restore();
  };
}

/** How wide the texts at the end of the series are, in CSS pixels. */
export function widthOf(texts: string[], font: string): number {
  const ctx = document.createElement('canvas').getContext('2d');
  if (!ctx) return 0;
  ctx.font = `bold ${font}`;
  return Math.max(0, ...texts.map(text => ctx.measureText(text).width));
}

/** The name and the last value of each series, at its end. */
export function endLabels(
  of: {
    drawn: ChartSeries[];
    /** As many as there are series. */
    texts: (string | undefined)[];
    /** Stands there where there is no value now. */
    noValue: string | undefined;
    /** CSS pixels; a text that is wider is drawn narrower. */
    room: number;
  },
  font: string,
  theme: Theme,
): Draw {
  const { drawn, texts, noValue, room } = of;
  return chart => {
    const { ctx, bbox } = chart;
    const x = bbox.left + bbox.width + LABEL_GAP * scale();
    const widest = (room - LABEL_GAP) * scale();
    const height = 16 * scale();
    ctx.save();
    ctx.font = `bold ${scaledFont(font)}`;
    ctx.fillStyle = theme.palette.text.primary;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    if (noValue !== undefined) {
      ctx.fillText(noValue, x, bbox.top + bbox.height / 2, widest);
    } else {
      let lowestFree = bbox.top + bbox.height + height;
      drawn.forEach(({ values }, index) => {
        const text = texts[index];
        if (text === undefined) return;
        const value = values.at(-1) ?? 0;
        const below = index > 0 ? drawn[index - 1].values.at(-1) ?? 0 : 0;
        const middle = drawn.length > 1 ? (below + value) / 2 : value;
        const y = Math.min(
          chart.valToPos(middle, 'y', true),
          lowestFree - height,
        );
        lowestFree = y;
        ctx.fillText(text, x, y, widest);
      });
    }
    ctx.restore();
  };
}

/** Room above the plot for the letters of the marks, in CSS pixels. */
export const MARK_ROOM = 22;
const MARK_SIZE = 16;

/** A line for each event, with its letter above the plot. */
export function markLines(
  marks: readonly { at: number; letter: string }[],
  font: string,
  theme: Theme,
): Draw {
  return chart => {
    const { ctx, bbox } = chart;
    const size = MARK_SIZE * scale();
    const top = bbox.top - size - 3 * scale();
    ctx.save();
    ctx.font = `bold ${scaledFont(font)}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = scale();
    let free = -Infinity;
    for (const { at, letter } of marks) {
      const x = chart.valToPos(at, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      // Of events that are close together each letter stays readable.
      const left = Math.max(x - size / 2, free);
      free = left + size + 2 * scale();
      ctx.strokeStyle = theme.palette.text.primary;
      ctx.beginPath();
      ctx.moveTo(left + size / 2, top + size);
      ctx.lineTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillStyle = theme.palette.text.primary;
      ctx.fillRect(left, top, size, size);
      ctx.fillStyle = theme.palette.background.paper;
      ctx.fillText(letter, left + size / 2, top + size / 2 + scale() / 2);
    }
    ctx.restore();
  };
}
