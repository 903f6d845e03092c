import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { Choice } from '../../../../components/Choice';
import { useTranslation } from '../../../../hooks/useTranslation';

export const RANGES = [
  { since: 'PT30M', unit: 'minutes', number: '30' },
  { since: 'PT2H', unit: 'hours', number: '2' },
  { since: 'PT6H', unit: 'hours', number: '6' },
  { since: 'PT24H', unit: 'hours', number: '24' },
] as const;

/** How far back the charts go. */
export function RangeToggle(props: {
  since: (typeof RANGES)[number]['since'];
  onChange(since: string): void;
}) {
  const t = useTranslation();
  return (
    <Choice
      label={t('chart.range')}
      value={props.since}
      options={RANGES.map(({ since, unit, number }) => ({
        value: since,
        label: nonBreaking(t(`chart.${unit}`, { number })),
      }))}
      onChange={props.onChange}
    />
  );
}
