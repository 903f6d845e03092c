import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { AnchorLink } from '../components/GoTo';
import { focusRing } from '../theme/focus';
import { visuallyHidden } from '../theme/visuallyHidden';

const useStyles = makeStyles(
  theme => ({
    root: {
      '&:not(:focus)': visuallyHidden,
      '&:focus': {
        ...focusRing(theme),
        position: 'absolute',
        zIndex: 1,
        top: theme.spacing(1),
        left: theme.spacing(1),
        padding: theme.spacing(1, 2),
        background: theme.palette.background.paper,
      },
    },
  }),
  { name: 'IdeogramIncidentSkipLink' },
);

/** Leads a keyboard past the verdict; seen only with the focus. */
export function SkipLink(props: { to: string; children: ReactNode }) {
  return (
    <AnchorLink id={props.to} className={useStyles().root}>
      {props.children}
    </AnchorLink>
  );
}
