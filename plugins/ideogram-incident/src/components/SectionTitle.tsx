import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { statusColours } from '../theme/statusColours';
import { focusRing, PHONE } from '../theme/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 1.5),
      marginBottom: theme.spacing(1.5),
      [PHONE]: { marginBottom: theme.spacing(1) },
    },
    title: { marginBottom: 0, '&:focus': focusRing(theme) },
    aside: { color: statusColours(theme).subtle },
    end: { marginLeft: 'auto' },
  }),
  { name: 'IdeogramIncidentSectionTitle' },
);

/** The title of a part of the tab; it stands outside the part's card. */
export function SectionTitle(props: {
  id: string;
  children: ReactNode;
  /** A few quiet words beside it. */
  aside?: ReactNode;
  /** At the other end of the line. */
  end?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {/* A link can lead here: then it takes the focus. */}
      <Typography
        id={props.id}
        className={classes.title}
        variant="h6"
        component="h2"
        tabIndex={-1}
      >
        {props.children}
      </Typography>
      {props.aside && <span className={classes.aside}>{props.aside}</span>}
      {props.end && <div className={classes.end}>{props.end}</div>}
    </div>
  );
}
