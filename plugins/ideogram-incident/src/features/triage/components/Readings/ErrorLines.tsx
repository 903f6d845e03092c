import { useState } from 'react';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Close from '@material-ui/icons/Close';
import type { RecentErrorsDetails } from 'backstage-plugin-ideogram-incident-common';
import { CopyButton } from '../../../../components/CopyButton';
import { Time } from '../../../../components/Time';
import { useAddressedView } from '../../../../hooks/useAddressParameter';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import {
  focusOfControls,
  forcedColours,
  MONOSPACE,
  PHONE,
} from '../../../../theme/styles';
import { copiedText, matching, withoutOwnTime } from './logText';
import { ReadingNote } from './ReadingNote';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(880px, 100vw)',
      padding: theme.spacing(2, 3, 4),
      ...focusOfControls(theme),
      ...forcedColours,
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      marginBottom: theme.spacing(1),
    },
    tools: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
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

type Place = Pick<
  RecentErrorsDetails['lines'][number],
  'pod' | 'container' | 'init' | 'previous'
>;

/** The pod, its container where it has several, and which run of it. */
function Where({ place }: { place: Place }) {
  const t = useTranslation();
  const { pod, container, init, previous } = place;
  return (
    <>
      <span>{pod}</span>
      {container && (
        <span>
          {t(init ? 'reading.initContainer' : 'reading.container', {
            name: container,
          })}
        </span>
      )}
      {previous && <span>{t('reading.previousRun')}</span>}
    </>
  );
}

/** What containers said before they crashed. */
function LastWords({ lastWords = [] }: Pick<RecentErrorsDetails, 'lastWords'>) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <>
      {lastWords.map(({ lines, exitCode, at, ...place }, index) => (
        <section key={`${index} ${place.pod}`} className={classes.lines}>
          <Typography variant="subtitle2" component="h3">
            {exitCode === undefined
              ? t('reading.lastWords')
              : t('reading.lastWordsWithCode', { code: String(exitCode) })}
          </Typography>
          <div className={classes.where}>
            {at && <Time at={at} seconds />}
            <Where place={place} />
          </div>
          <pre className={classes.text}>{lines.join('\n')}</pre>
        </section>
      ))}
    </>
  );
}

/** Opens the last error lines, whole. A refresh changes them, but leaves it open. */
export function ErrorLines(props: {
  details: RecentErrorsDetails;
  /** Where they were read. */
  source?: string;
}) {
  const { lines, lastWords = [], masked, truncated } = props.details;
  const classes = useStyles();
  const t = useTranslation();
  const title = useId('lines');
  const view = useAddressedView('log');
  const open = view.shown === LOG;
  const [search, setSearch] = useState('');
  const found = matching(lines, search);
  if (lines.length + lastWords.length === 0 && !open)
    return <>{props.source}</>;
  return (
    <>
      <Link
        component="button"
        className={classes.button}
        onClick={() => view.open(LOG)}
      >
        {lines.length > 0
          ? t('reading.showLines', { number: String(lines.length) })
          : t('reading.showLastWords')}
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
        <div className={classes.tools}>
          <TextField
            type="search"
            size="small"
            variant="outlined"
            label={t('reading.searchLines')}
            value={search}
            onChange={event => setSearch(event.target.value)}
          />
          <span role="status" className={classes.where}>
            {search.trim() !== '' &&
              t('reading.foundLines', {
                found: String(found.length),
                total: String(lines.length),
              })}
          </span>
          <CopyButton
            text={copiedText(props.details)}
            word={t('reading.copyLines')}
          />
        </div>
        <LastWords lastWords={lastWords} />
        <ol className={classes.lines}>
          {found.map((line, index) => (
            <li key={`${index} ${line.pod} ${line.at}`}>
              <div className={classes.where}>
                {line.at && <Time at={line.at} seconds />}
                <Where place={line} />
              </div>
              <pre className={classes.text}>
                {line.at ? withoutOwnTime(line.text) : line.text}
              </pre>
            </li>
          ))}
        </ol>
      </Drawer>
    </>
  );
}
