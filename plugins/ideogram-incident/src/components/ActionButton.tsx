import Button, { type ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { statusColours } from '../theme/statusColours';
import { FORCED_COLOURS, PHONE } from '../theme/styles';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { [PHONE]: { minHeight: 44 } },
      off: {
        '&, &:hover': {
          color: colours.subtle,
          border: `1px solid ${colours.line}`,
          background: colours.sunken,
          boxShadow: 'none',
          cursor: 'not-allowed',
          [FORCED_COLOURS]: { color: 'GrayText', borderColor: 'GrayText' },
        },
      },
    };
  },
  { name: 'IdeogramIncidentActionButton' },
);

/**
 * A button that stays where the focus can reach it while it can't be pressed,
 * so that its reason is heard too.
 */
export function ActionButton(
  props: Omit<ButtonProps, 'disabled'> & {
    /** The id of the text that says why it can't be pressed. */
    why?: string;
  },
) {
  const { why, className, onClick, ...button } = props;
  const classes = useStyles();
  const off = why !== undefined;
  return (
    <Button
      color="primary"
      variant="outlined"
      {...button}
      className={clsx(classes.root, off && classes.off, className)}
      aria-disabled={off || undefined}
      aria-describedby={why}
      disableRipple={off}
      onClick={off ? undefined : onClick}
    />
  );
}
