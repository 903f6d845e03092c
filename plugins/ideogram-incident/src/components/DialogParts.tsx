import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Close from '@material-ui/icons/Close';
import { useEffect, useRef, type ReactNode } from 'react';
import { useId } from '../hooks/useId';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';
import { PHONE } from '../theme/styles';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      header: {
        display: 'flex',
        alignItems: 'flex-start',
        gap: theme.spacing(1, 2),
        padding: theme.spacing(2.5, 3, 1.5),
        [PHONE]: { padding: theme.spacing(2, 2, 1) },
      },
      words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
      title: { ...theme.typography.h6, margin: 0, outline: 'none' },
      subtitle: { marginTop: 2, color: colours.subtle },
      end: { paddingTop: 4 },
      close: {
        margin: theme.spacing(-0.75, -1.5, 0, 0),
        [PHONE]: { minWidth: 44, minHeight: 44 },
      },
      section: {
        padding: theme.spacing(0, 3),
        '& + &': { marginTop: theme.spacing(2.5) },
        [PHONE]: { padding: theme.spacing(0, 2) },
      },
      sectionTitle: {
        margin: theme.spacing(0, 0, 1),
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: 700,
      },
      footer: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'flex-end',
        gap: theme.spacing(1),
        padding: theme.spacing(2, 3),
        borderTop: `1px solid ${colours.line}`,
        '& button, & a': { [PHONE]: { minHeight: 44 } },
        [PHONE]: { padding: theme.spacing(1.5, 2) },
      },
      why: {
        flex: '1 1 260px',
        fontSize: 13,
        lineHeight: '18px',
        color: colours.subtle,
        overflowWrap: 'anywhere',
      },
    };
  },
  { name: 'IdeogramIncidentDialogParts' },
);

/** What it is about, and the way out. */
export function DialogHeader(props: {
  /** By which the dialog is named. */
  titleId: string;
  title: ReactNode;
  subtitle?: ReactNode;
  /** At the other end of the line. */
  end?: ReactNode;
  /** True where there is no field to begin with. */
  focused?: boolean;
  onClose(): void;
}) {
  const { focused } = props;
  const classes = useStyles();
  const t = useTranslation();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) title.current?.focus();
  }, [focused]);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <h2
          id={props.titleId}
          ref={title}
          className={classes.title}
          tabIndex={-1}
        >
          {props.title}
        </h2>
        {props.subtitle && (
          <div className={classes.subtitle}>{props.subtitle}</div>
        )}
      </div>
      {props.end && <div className={classes.end}>{props.end}</div>}
      <IconButton
        className={classes.close}
        aria-label={t('dialog.close')}
        onClick={props.onClose}
      >
        <Close />
      </IconButton>
    </div>
  );
}

export function DialogSection(props: {
  title?: string;
  /** True where it is what the dialog was opened for. */
  inSight?: boolean;
  children: ReactNode;
}) {
  const { title, inSight, children } = props;
  const classes = useStyles();
  const label = useId('section');
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (inSight) section.current?.scrollIntoView({ block: 'nearest' });
  }, [inSight]);
  if (!title) return <div className={classes.section}>{children}</div>;
  return (
    <section ref={section} className={classes.section} aria-labelledby={label}>
      <h3 id={label} className={classes.sectionTitle}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** The buttons, with what is to be known beside them. */
export function DialogFooter(props: { why?: ReactNode; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.footer}>
      <div className={classes.why}>{props.why}</div>
      {props.children}
    </div>
  );
}
