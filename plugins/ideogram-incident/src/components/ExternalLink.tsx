import Link from '@material-ui/core/Link';
import OpenInNew from '@material-ui/icons/OpenInNew';
import { makeStyles } from '@material-ui/core/styles';
import { PHONE } from '../theme/styles';

/** The address where it is one of the web; `javascript:` and its like are not. */
export function safeUrl(address: string | undefined): string | undefined {
  try {
    const { protocol, href } = new URL(address ?? '');
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      overflowWrap: 'anywhere',
      [PHONE]: { minHeight: 44 },
    },
    icon: { fontSize: 16 },
  },
  { name: 'IdeogramIncidentExternalLink' },
);

/** A link out of the portal; only its title where the address is none. */
export function ExternalLink(props: { title: string; url: string }) {
  const classes = useStyles();
  const url = safeUrl(props.url);
  if (!url) return <span>{props.title}</span>;
  return (
    <Link
      className={classes.root}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
    >
      {props.title}
      <OpenInNew className={classes.icon} aria-hidden />
    </Link>
  );
}
