import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { statusColours } from '../theme/statusColours';
import { PHONE } from '../theme/styles';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      // Its own colours are too pale to be read.
      option: {
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
  { name: 'IdeogramIncidentChoice' },
);

/** One of a few, all of which are seen. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange(value: T): void;
}) {
  const classes = useStyles();
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      value={props.value}
      onChange={(_, chosen: T | null) => chosen && props.onChange(chosen)}
      aria-label={props.label}
    >
      {props.options.map(({ value, label }) => (
        <ToggleButton key={value} className={classes.option} value={value}>
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
