import { makeStyles } from '@material-ui/core/styles';
import type UPlot from 'uplot';
import { localTime } from '../../../../components/Time';
import type { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import type { ChartData } from './chartSeries';

export const useTipStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        '&[hidden]': { display: 'none' },
        position: 'absolute',
        zIndex: 2,
        top: 4,
        display: 'grid',
        gridTemplateColumns: 'auto auto',
        gap: theme.spacing(0, 1.5),
        padding: theme.spacing(0.75, 1.25),
        border: `1px solid ${colours.control}`,
        borderRadius: theme.shape.borderRadius,
        background: theme.palette.background.paper,
        color: theme.palette.text.primary,
        fontFamily: theme.typography.fontFamily,
        fontSize: 12,
        lineHeight: '16px',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
        pointerEvents: 'none',
        '& > :nth-child(even)': { textAlign: 'right', fontWeight: 700 },
      },
    };
  },
  { name: 'IdeogramIncidentChartTip' },
);

type TipRow = [name: string, value: string];

/** The time, the value of each series that has one, and their sum. */
export function tipRows(
  { times, series }: ChartData,
  index: number,
  format: (value: number) => string,
  t: ReturnType<typeof useTranslation>,
): TipRow[] {
  const time = new Date(times[index] * 1000);
  const values = series
    .map(({ label, values: all }) => ({ label, value: all[index] }))
    .filter(({ value }, _, { length }) => length === 1 || value !== 0);
  const total = values.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const rows = values.map(
    ({ label, value }): TipRow => [
      label,
      value === null ? t('chart.notKnown') : format(value),
    ],
  );
  if (values.length > 1) rows.push([t('chart.together'), format(total)]);
  return [[localTime(time, { seconds: true }), ''], ...rows];
}

/** The box, until something is under the cursor. */
export function createTip(className: string): HTMLElement {
  const tip = document.createElement('div');
  tip.className = className;
  tip.hidden = true;
  return tip;
}

/** The values under the cursor, in a box beside it. */
export function drawTip(
  tip: HTMLElement,
  chart: UPlot,
  rows: readonly TipRow[],
) {
  const { left = -1 } = chart.cursor;
  tip.hidden = left < 0 || rows.length === 0;
  if (tip.hidden) return;
  tip.replaceChildren(
    ...rows.flat().map(text => {
      const cell = document.createElement('span');
      cell.textContent = text;
      return cell;
    }),
  );
  const width = chart.over.clientWidth;
  const isRight = left > width / 2;
  tip.style.left = isRight ? '' : `${left + 12}px`;
  tip.style.right = isRight ? `${width - left + 12}px` : '';
}
