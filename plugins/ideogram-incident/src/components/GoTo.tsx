import Link from '@material-ui/core/Link';
import type { MouseEvent, ReactNode } from 'react';

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
