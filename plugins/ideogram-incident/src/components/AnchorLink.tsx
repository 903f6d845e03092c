import Link from '@material-ui/core/Link';
import type { MouseEvent, ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing, visuallyHidden } from '../theme/styles';

/** A link to another part of the same page, which gets the focus. */
export function AnchorLink(props: {
  id: string;
  children: ReactNode;
  className?: string;
}) {
  const go = (event: MouseEvent) => {
    const part = document.getElementById(props.id);
    if (!part) return;
    // The portal's router would take a change of the address for navigation.
    event.preventDefault();
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: 'center' });
  };
  return (
    <Link href={`#${props.id}`} className={props.className} onClick={go}>
      {props.children}
    </Link>
  );
}

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
