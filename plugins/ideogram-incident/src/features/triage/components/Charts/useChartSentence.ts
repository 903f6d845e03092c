import { localTime } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import type { ChartData } from './chartSeries';

/** A chart in one sentence: the last values, and the limit. */
export function useChartSentence() {
  const t = useTranslation();
  return (
    title: string,
    data: ChartData,
    format: (value: number) => string,
  ): string => {
    const limit = format(data.limit);
    if (data.lastAt === undefined) {
      return data.end === 'no-requests'
        ? t('chart.sentenceNoRequests', { title, limit })
        : t('chart.sentenceNoData', { title, limit });
    }
    const at = data.times.indexOf(data.lastAt);
    const values = data.series
      .map(({ label, values: all }) => `${label} ${format(all[at] ?? 0)}`)
      .join(', ');
    const time = localTime(new Date(data.lastAt * 1000));
    const words = { title, values, time, limit };
    switch (data.end) {
      case 'no-requests':
        return t('chart.sentenceQuietNow', words);
      case 'value':
        return t('chart.sentence', words);
      default:
        return t('chart.sentenceUnknownNow', words);
    }
  };
}
