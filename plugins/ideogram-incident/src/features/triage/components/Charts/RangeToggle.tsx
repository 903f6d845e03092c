import { alpha, makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';

export const RANGES = [
  { since: 'PT30M', unit: 'minutes', number: '30' },
  { since: 'PT2H', unit: 'hours', number: '2' },
  { since: 'PT6H', unit: 'hours', number: '6' },
  { since: 'PT24H', unit: 'hours', number: '24' },
] as const;

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      // Its own colours are too pale to be read.
      range: {
        color: colours.subtle,
        background: theme.palette.background.paper,
        borderColor: colours.control,
        '&.Mui-selected, &.Mui-selected:hover': {
          color: colours.action,
          background: `linear-gradient(0deg, ${alpha(
            colours.action,
            0.08,
          )} 0 100%), ${theme.palette.background.paper}`,
          fontWeight: 700,
        },
        '&:not(:first-child)': { borderLeftColor: colours.control },
        [PHONE]: { minHeight: 44 },
      },
    };
  },
  { name: 'IdeogramIncidentRangeToggle' },
);

/** How far back the charts go. */
export function RangeToggle(props: {
  since: (typeof RANGES)[number]['since'];
  onChange(since: string): void;
}) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      value={props.since}
      onChange={(_, chosen) => chosen && props.onChange(chosen)}
      aria-label={t('chart.range')}
    >
      {RANGES.map(option => (
        <ToggleButton
          key={option.since}
          className={classes.range}
          value={option.since}
        >
          {nonBreaking(t(`chart.${option.unit}`, { number: option.number }))}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
