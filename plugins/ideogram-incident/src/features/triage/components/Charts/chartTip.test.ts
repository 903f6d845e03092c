import type { ChartData } from './chartSeries';
import { tipRows } from './chartTip';

const T = Date.parse('2026-11-25T14:00:00.000Z') / 1000;
const format = (value: number) => `${value * 100}%`;
const t = ((key: string) => key) as unknown as Parameters<typeof tipRows>[3];

const at = (index: number, ...series: [string, (number | null)[]][]) => {
  const data: ChartData = {
    times: [T, T + 15],
    series: series.map(([label, values]) => ({ label, values })),
    limit: 0.05,
    end: 'value',
    quiet: [false, false],
  };
  return tipRows(data, index, format, t).slice(1);
};

it('tells each value that is not zero, and their sum', () => {
  expect(at(1, ['401', [0, 0.25]], ['429', [0, 0]], ['503', [0, 0.5]])).toEqual(
    [
      ['401', '25%'],
      ['503', '50%'],
      ['chart.together', '75%'],
    ],
  );
});

it('tells the zero of the only series, and no sum', () => {
  expect(at(0, ['P95', [0, 4]])).toEqual([['P95', '0%']]);
});

it('never tells a gap as a value', () => {
  expect(at(0, ['P95', [null, 4]])).toEqual([['P95', 'chart.notKnown']]);
});
