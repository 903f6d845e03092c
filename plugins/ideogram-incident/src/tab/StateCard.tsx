import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useId } from '../hooks/useId';
import { statusColours } from '../theme/statusColours';
import { PHONE, MONOSPACE } from '../theme/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(3),
      overflowWrap: 'anywhere',
      '& code': { fontFamily: MONOSPACE, fontSize: 13 },
    },
    title: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(0.5),
    },
    body: { maxWidth: '66ch', marginBottom: theme.spacing(1) },
    ways: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
      color: statusColours(theme).subtle,
      [PHONE]: { '& .MuiButton-root': { minHeight: 44 } },
      // A text button has room around its text.
      '& > .MuiButton-text:first-child': { marginLeft: theme.spacing(-1) },
      '&:empty': { display: 'none' },
    },
  }),
  { name: 'IdeogramIncidentStateCard' },
);

/** Why there is nothing to show, and what can be done about it. */
export function StateCard(props: {
  title: ReactNode;
  icon?: ReactNode;
  children: ReactNode;
  /** Buttons, and words beside them. */
  ways?: ReactNode;
}) {
  const classes = useStyles();
  const title = useId('state');
  return (
    <Paper component="section" className={classes.root} aria-labelledby={title}>
      <Typography
        id={title}
        className={classes.title}
        variant="h6"
        component="h2"
      >
        {props.icon}
        {props.title}
      </Typography>
      <Typography className={classes.body} component="div">
        {props.children}
      </Typography>
      <div className={classes.ways}>{props.ways}</div>
    </Paper>
  );
}
