import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Close from '@material-ui/icons/Close';
import type { RecentErrorsDetails } from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useAddressedView } from '../../../../hooks/useAddressParameter';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { focusOfControls, MONOSPACE, PHONE } from '../../../../theme/styles';
import { ReadingNote } from './ReadingNote';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(880px, 100vw)',
      padding: theme.spacing(2, 3, 4),
      ...focusOfControls(theme),
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      marginBottom: theme.spacing(1),
    },
    lines: {
      listStyle: 'none',
      margin: theme.spacing(2, 0, 0),
      padding: 0,
      '& li': {
        padding: theme.spacing(1, 0),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    where: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
    text: {
      margin: 0,
      fontFamily: MONOSPACE,
      fontSize: 13,
      lineHeight: '20px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    button: {
      fontSize: 'inherit',
      lineHeight: 'inherit',
      textAlign: 'left',
      [PHONE]: { minHeight: 44 },
    },
  }),
  { name: 'IdeogramIncidentErrorLines' },
);

/** How the page's address names what is open. */
const LOG = 'recent-errors';

/** Opens the last error lines, whole. A refresh changes them, but leaves it open. */
export function ErrorLines(props: {
  details: RecentErrorsDetails;
  /** Where they were read. */
  source?: string;
}) {
  const { lines, masked, truncated } = props.details;
  const classes = useStyles();
  const t = useTranslation();
  const title = useId('lines');
  const view = useAddressedView('log');
  const open = view.shown === LOG;
  if (lines.length === 0 && !open) return <>{props.source}</>;
  return (
    <>
      <Link
        component="button"
        className={classes.button}
        onClick={() => view.open(LOG)}
      >
        {t('reading.showLines', { number: String(lines.length) })}
      </Link>
      <Drawer
        anchor="right"
        open={open}
        onClose={view.close}
        PaperProps={{
          className: classes.paper,
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': title,
        }}
      >
        <div className={classes.head}>
          <Typography id={title} variant="h6" component="h2">
            {t('reading.linesTitle')}
          </Typography>
          <IconButton aria-label={t('reading.close')} onClick={view.close}>
            <Close />
          </IconButton>
        </div>
        {props.source && <ReadingNote>{props.source}</ReadingNote>}
        {masked > 0 && (
          <ReadingNote>{t('reading.masked', { count: masked })}</ReadingNote>
        )}
        {truncated && <ReadingNote>{t('reading.truncated')}</ReadingNote>}
        <ol className={classes.lines}>
          {lines.map((line, index) => (
            <li key={`${index} ${line.pod} ${line.at}`}>
              <div className={classes.where}>
                {line.at && <Time at={line.at} />}
                <span>{line.pod}</span>
              </div>
              <pre className={classes.text}>{line.text}</pre>
            </li>
          ))}
        </ol>
      </Drawer>
    </>
  );
}
