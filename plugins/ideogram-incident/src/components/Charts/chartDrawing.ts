import type { Theme } from '@material-ui/core/styles';
import type uPlot from 'uplot';
import type { StatusColours } from '../../theme/statusColours';
import type { ChartData, ChartSeries } from './chartSeries';

type Draw = (chart: uPlot) => void;

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
  lastAt: number | undefined,
  colours: StatusColours,
): Draw {
  return chart => {
    const { ctx, bbox } = chart;
    const [from, to] = [chart.scales.x.min!, chart.scales.x.max!];
    const start = lastAt === undefined ? from : lastAt;
    // The newest value is always a little old.
    if (to - start < (to - from) / 20) return;
    const left = chart.valToPos(start, 'x', true);
    const right = bbox.left + bbox.width;
    const step = 9 * scale();
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.clip();
    ctx.strokeStyle = colours.unknown.shape;
    ctx.globalAlpha = 0.4;
    ctx.lineWidth = 2 * scale();
    for (let x = left - bbox.height; x < right; x += step) {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
      ctx.stroke();
    }
    ctx.restore();
  };
}

/** The name and the last value of each series, at its end. */
export function endLabels(
  of: {
    data: ChartData;
    drawn: ChartSeries[];
    format: (value: number) => string;
    /** Stands there where no series has a value. */
    noData: string;
  },
  font: string,
  theme: Theme,
): Draw {
  const { data, drawn, format, noData } = of;
  return chart => {
    const { ctx, bbox } = chart;
    const x = bbox.left + bbox.width + 6 * scale();
    const height = 16 * scale();
    ctx.save();
    ctx.font = `bold ${scaledFont(font)}`;
    ctx.fillStyle = theme.palette.text.primary;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    if (data.lastAt === undefined) {
      ctx.fillText(noData, x, bbox.top + bbox.height / 2);
    } else {
      const at = data.times.indexOf(data.lastAt);
      let lowestFree = bbox.top + bbox.height + height;
      drawn.forEach(({ label, values }, index) => {
        const own = data.series[index].values[at];
        if (own === null || (own === 0 && index > 0)) return;
        const below = index > 0 ? drawn[index - 1].values[at] ?? 0 : 0;
        const middle =
          drawn.length > 1 ? (below + (values[at] ?? 0)) / 2 : values[at] ?? 0;
        const y = Math.min(
          chart.valToPos(middle, 'y', true),
          lowestFree - height,
        );
        lowestFree = y;
        ctx.fillText(`${label}: ${format(own)}`, x, y);
      });
    }
    ctx.restore();
  };
}
