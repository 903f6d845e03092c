import { makeStyles } from '@material-ui/core/styles';
import { statusColours } from '../theme/statusColours';
import { PHONE, MONOSPACE } from '../theme/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        position: 'relative',
        marginTop: theme.spacing(1),
        padding: theme.spacing(1, 1, 1, 1.5),
        borderRadius: theme.shape.borderRadius,
        border: `1px solid ${colours.line}`,
        background: colours.sunken,
        '&::after': { content: '""', display: 'block', clear: 'both' },
      },
      text: {
        margin: 0,
        padding: '6px 0',
        fontFamily: MONOSPACE,
        fontSize: 13,
        lineHeight: '20px',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      },
      // Only the first lines give way to it.
      button: {
        float: 'right',
        marginLeft: theme.spacing(1),
        [PHONE]: { minHeight: 44 },
      },
    };
  },
  { name: 'IdeogramIncidentCommand' },
);

/** Text to be pasted elsewhere; `label` names what the button copies. */
export function Command(props: { text: string; label: string }) {
  const { text, label } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <CopyButton
        className={classes.button}
        size="small"
        aria-label={label}
        text={text}
      />
      <pre className={classes.text}>{text}</pre>
    </div>
  );
}
