import { makeStyles } from '@material-ui/core/styles';
import HelpOutline from '@material-ui/icons/HelpOutline';
import Report from '@material-ui/icons/Report';
import type { ReactNode } from 'react';
import { statusColours } from '../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        padding: theme.spacing(1.5, 2),
        border: `1px solid ${colours.failing.shape}`,
        borderLeftWidth: 5,
        borderRadius: theme.shape.borderRadius,
        overflowWrap: 'anywhere',
      },
      // It is not known what became of it.
      lost: {
        border: `1px dashed ${colours.unknown.shape}`,
        borderLeftWidth: 1,
        paddingLeft: 12 + theme.spacing(2),
        background: `${colours.hatch} left / 12px 100% no-repeat`,
      },
      title: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        marginBottom: theme.spacing(0.5),
        fontWeight: 700,
        '& svg': { fontSize: 20 },
      },
      failing: { '& svg': { color: colours.failing.text } },
      ways: { marginTop: theme.spacing(1), '&:empty': { display: 'none' } },
    };
  },
  { name: 'IdeogramIncidentFailureBox' },
);

/** Why something was not done, in place; spoken at once. */
export function FailureBox(props: {
  /** No answer came: it is not known whether it was done. */
  lost: boolean;
  title: string;
  children: ReactNode;
  /** What can be done about it. */
  ways?: ReactNode;
}) {
  const { lost, title, children, ways } = props;
  const classes = useStyles();
  return (
    <div
      className={`${classes.root} ${lost ? classes.lost : classes.failing}`}
      role="alert"
    >
      <div className={classes.title}>
        {lost ? <HelpOutline aria-hidden /> : <Report aria-hidden />}
        {title}
      </div>
      {children}
      <div className={classes.ways}>{ways}</div>
    </div>
  );
}
