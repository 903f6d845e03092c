import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import {
  formatAge,
  isFromBackup,
  nonBreaking,
  readingOf,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import { AnchorLink } from '../../../../components/AnchorLink';
import { Age, Time } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import type { ShownReading } from '../../hooks/shownReading';
import { useProbeName } from '../../hooks/useProbeName';
import { StatusMark } from '../StatusMark';
import { ErrorLines } from './ErrorLines';
import { lastValue } from './lastValue';
import { ReadingBody, ReadingBoundary } from './ReadingBody';
import { ReadingNote } from './ReadingNote';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        minHeight: 144,
        padding: theme.spacing(1.5, 2, 1.5, 2.5),
        overflow: 'hidden',
        fontVariantNumeric: 'tabular-nums',
        '&::before': {
          content: '""',
          position: 'absolute',
          top: 0,
          bottom: 0,
          left: 0,
          width: 5,
        },
      },
      wide: { gridColumn: '1 / -1', minHeight: 0 },
      ok: {},
      failing: { '&::before': { background: colours.failing.shape } },
      degraded: {
        '&::before': {
          background: `repeating-linear-gradient(0deg, ${colours.degraded.shape} 0 10px, transparent 10px 14px)`,
        },
      },
      unknown: {
        paddingLeft: 26,
        border: `1px dashed ${colours.unknown.shape}`,
        boxShadow: 'none',
        '&::before': { width: 12, background: colours.hatch },
      },
      head: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: theme.spacing(0, 1),
      },
      name: {
        margin: 0,
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: 400,
        color: colours.subtle,
      },
      summary: {
        marginTop: 4,
        fontSize: 16,
        lineHeight: '22px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      foot: {
        display: 'flex',
        flexWrap: 'wrap',
        justifyContent: 'space-between',
        gap: theme.spacing(0.5, 1),
        marginTop: 'auto',
        paddingTop: theme.spacing(1),
        fontSize: 12,
        lineHeight: '16px',
        color: colours.subtle,
        overflowWrap: 'anywhere',
        '& > :last-child': { marginLeft: 'auto' },
      },
      left: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0.5, 1.5),
        minWidth: 0,
      },
    };
  },
  { name: 'IdeogramIncidentReadingCard' },
);

/** Of a reading that was known before: its last value, and how old that is. */
function LastValue({ lastKnown }: Required<Pick<ShownReading, 'lastKnown'>>) {
  const t = useTranslation();
  const age = useNow(now =>
    formatAge((now - Date.parse(lastKnown.observedAt)) / 1000),
  ).replace(/ ago$/, '');
  return (
    <ReadingNote>
      {t('reading.lastValue', {
        value: nonBreaking(lastValue(lastKnown)),
        age: nonBreaking(age),
      })}
    </ReadingNote>
  );
}

function whyOf(reading: Reading) {
  if (reading.status === 'unknown') return 'reading.whyUnknown';
  return isFromBackup(reading) ? 'reading.whyFallback' : 'reading.whyTold';
}

/** One reading: status, summary, what it was read from, its source and age. */
export function ReadingCard(props: {
  shown: ShownReading;
  /** What another reading says about how to take this one. */
  caveat?: string;
  /** The id of the problem that the reading has, in the same page. */
  problemId?: string;
}) {
  const { shown, caveat, problemId } = props;
  const { reading, lastKnown, unknownSince } = shown;
  const classes = useStyles();
  const t = useTranslation();
  const probeName = useProbeName();
  const isUnknown = reading.status === 'unknown';
  const lines = [reading, ...(lastKnown ? [lastKnown] : [])]
    .map(each => readingOf([each], 'recent-errors')?.details)
    .find(details => details !== undefined);
  return (
    <Paper
      component="li"
      className={clsx(classes.root, classes[reading.status], {
        [classes.wide]: reading.probe === 'ideogram-api',
      })}
    >
      <div className={classes.head}>
        <Typography className={classes.name} variant="h3">
          {probeName(reading.probe)}
        </Typography>
        <StatusMark status={reading.status} />
      </div>
      <Typography className={classes.summary}>
        {isUnknown && unknownSince
          ? t('reading.notKnownSince', { time: <Time at={unknownSince} /> })
          : nonBreaking(reading.summary)}
      </Typography>
      {isUnknown && lastKnown && <LastValue lastKnown={lastKnown} />}
      {isUnknown && !lastKnown && reading.problem && (
        <ReadingNote>{reading.problem.cause}</ReadingNote>
      )}
      {!isUnknown && <ReadingBody reading={reading} />}
      {caveat && <ReadingNote>{caveat}</ReadingNote>}
      <div className={classes.foot}>
        <span className={classes.left}>
          {!isUnknown && !lines && reading.source && (
            <span>{reading.source}</span>
          )}
          {lines && (
            <ReadingBoundary>
              <ErrorLines details={lines} source={reading.source} />
            </ReadingBoundary>
          )}
          {problemId && (
            <AnchorLink id={problemId}>{t(whyOf(reading))}</AnchorLink>
          )}
        </span>
        <Age at={reading.observedAt} />
      </div>
    </Paper>
  );
}
