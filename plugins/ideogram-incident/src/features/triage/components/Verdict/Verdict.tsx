import { Fragment } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import clsx from 'clsx';
import {
  capitalized,
  formatAge,
  nonBreaking,
  verdictOf,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { Age, Time } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import {
  MONOSPACE,
  ON_PHONE,
  ONE_COLUMN,
  PHONE,
} from '../../../../theme/styles';
import { type FollowedTriage, phaseOf } from '../../hooks/useTriages';
import { ResponseClock } from './ResponseClock';
import { responseTime } from './responseTime';
import { SeverityPlate } from '../../../../components/SeverityPlate';
import { VERDICT_HEADING_ID } from './VerdictCard';
import { VerdictFacts } from './VerdictFacts';

const useStyles = makeStyles(
  theme => ({
    main: {
      display: 'grid',
      gridTemplateColumns: '184px minmax(0, 1fr) auto',
      [ONE_COLUMN]: { gridTemplateColumns: '184px minmax(0, 1fr)' },
      [PHONE]: { gridTemplateColumns: '152px minmax(0, 1fr)' },
    },
    clock: {
      display: 'grid',
      minWidth: 256,
      [ONE_COLUMN]: { minWidth: 0 },
    },
    words: {
      padding: theme.spacing(3),
      [PHONE]: { padding: theme.spacing(1, 2) },
    },
    // Plate and clock share a row then; without a clock there is room for words.
    belowClock: {
      [ONE_COLUMN]: {
        gridColumn: '1 / -1',
        gridRow: 2,
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    sentence: {
      fontSize: 32,
      lineHeight: '38px',
      letterSpacing: -0.3,
      fontWeight: 700,
      textWrap: 'balance',
      overflowWrap: 'anywhere',
      marginBottom: 0,
      [PHONE]: { fontSize: 20, lineHeight: '24px' },
      // What is wrong stands in a line of its own, where there is none for all.
      '& > span': { display: 'inline-block' },
    },
    target: { fontSize: 12, lineHeight: '16px' },
    explanation: {
      maxWidth: '66ch',
      marginTop: theme.spacing(1),
      fontSize: 16,
      lineHeight: '24px',
      overflowWrap: 'anywhere',
      [PHONE]: {
        marginTop: theme.spacing(0.5),
        fontSize: 14,
        lineHeight: '20px',
      },
    },
    lastWords: {
      margin: theme.spacing(1, 0, 0),
      '& figcaption': { color: statusColours(theme).subtle },
      '& pre': {
        margin: theme.spacing(0.5, 0, 0),
        padding: theme.spacing(1, 1.5),
        borderRadius: theme.shape.borderRadius,
        border: `1px solid ${statusColours(theme).line}`,
        background: statusColours(theme).sunken,
        fontFamily: MONOSPACE,
        fontSize: 13,
        lineHeight: '20px',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      },
    },
  }),
  { name: 'IdeogramIncidentVerdict' },
);

/** "4 min ago: Ideogram is down.": what was, and no order to act on it. */
function PastSentence(props: { at: string; sentence: string }) {
  const t = useTranslation();
  const age = useNow(now => formatAge((now - Date.parse(props.at)) / 1000));
  return (
    <>
      {t('verdict.stale', {
        age: nonBreaking(capitalized(age)),
        sentence: props.sentence.replace(/\. .*/, '.'),
      })}
    </>
  );
}

/** "Ideogram is down. Enable fallback and wait." */
function Sentences({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=\.) /).map((one, index) => (
        <Fragment key={one}>
          {index > 0 && ' '}
          <span>{one}</span>
        </Fragment>
      ))}
    </>
  );
}

interface Seen {
  followed: Pick<FollowedTriage, 'failure' | 'pausedAt' | 'late'>;
  triage: Triage;
}

/** The verdict in one or two sentences, with numbers; or why it is of some time ago. */
export function VerdictExplanation({ followed, triage }: Seen) {
  const classes = useStyles();
  const t = useTranslation();
  const phase = phaseOf({ ...followed, triage });
  const time = <Time at={triage.finishedAt} />;
  const { explanation, lastWords } = verdictOf(triage);
  return (
    <>
      <Typography className={classes.explanation}>
        {phase === 'stale' ? (
          t('verdict.staleBody', {
            time,
            reason: t(
              followed.failure ? 'verdict.connectionLost' : 'verdict.late',
            ),
          })
        ) : (
          <>
            {nonBreaking(explanation)}
            {phase === 'paused' && <> {t('verdict.pausedBody', { time })}</>}
          </>
        )}
      </Typography>
      {phase !== 'stale' && lastWords.length > 0 && (
        <figure className={classes.lastWords}>
          <figcaption>{t('verdict.lastWords')}</figcaption>
          <pre>{lastWords.join('\n')}</pre>
        </figure>
      )}
    </>
  );
}

/** How bad, what is wrong and what to do, and how long there is to respond. */
export function Verdict(
  props: Seen & {
    target: string;
    /** True where an incident is open: its own clock is the one that counts. */
    hasIncident: boolean;
  },
) {
  const { followed, triage, target, hasIncident } = props;
  const classes = useStyles();
  const isOnPhone = useMediaQuery(ON_PHONE, { noSsr: true });
  const phase = phaseOf({ ...followed, triage });
  const { sentence, levelWord, causeUnknown } = verdictOf(triage);
  // A clock that runs on would be of a level that may be over.
  const hasClock =
    !hasIncident && phase !== 'stale' && !!responseTime(triage.severity);
  return (
    <div className={classes.main}>
      <SeverityPlate
        look={{
          level: triage.severity.level,
          undetermined: causeUnknown,
          stale: phase === 'stale',
        }}
      >
        {phase === 'stale' ? <Age at={triage.finishedAt} /> : levelWord}
      </SeverityPlate>
      <div className={clsx(classes.words, hasClock && classes.belowClock)}>
        {/* There the row that names it comes later. */}
        {isOnPhone && <div className={classes.target}>{target}</div>}
        <Typography
          id={VERDICT_HEADING_ID}
          className={classes.sentence}
          variant="h2"
        >
          {phase === 'stale' ? (
            <PastSentence at={triage.finishedAt} sentence={sentence} />
          ) : (
            <Sentences text={sentence} />
          )}
        </Typography>
        {/* On a phone it makes way for the first button, and comes after. */}
        {!(isOnPhone && phase === 'live') && (
          <VerdictExplanation {...{ followed, triage }} />
        )}
        {!isOnPhone && <VerdictFacts triage={triage} />}
      </div>
      {hasClock && (
        <div className={classes.clock}>
          <ResponseClock severity={triage.severity} />
        </div>
      )}
    </div>
  );
}
