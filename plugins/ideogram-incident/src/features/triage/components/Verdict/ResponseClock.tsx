import { makeStyles } from '@material-ui/core/styles';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import clsx from 'clsx';
import {
  formatClock,
  formatDuration,
  nonBreaking,
  type Severity,
} from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useId } from '../../../../hooks/useId';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { FORCED_COLOURS, ONE_COLUMN, PHONE } from '../../../../theme/styles';
import { responseTime } from './responseTime';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        padding: theme.spacing(3),
        borderLeft: `1px solid ${colours.line}`,
        [ONE_COLUMN]: { borderLeft: 0, padding: theme.spacing(2, 3) },
        [PHONE]: { padding: theme.spacing(1, 2) },
      },
      left: {
        fontSize: 44,
        lineHeight: '48px',
        letterSpacing: -1,
        fontWeight: 700,
        fontVariantNumeric: 'tabular-nums',
        [PHONE]: { fontSize: 28, lineHeight: '32px' },
      },
      quiet: {
        fontSize: 20,
        lineHeight: '28px',
        [PHONE]: { fontSize: 20, lineHeight: '28px' },
        letterSpacing: 0,
      },
      overdue: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        fontSize: 24,
        lineHeight: '32px',
        letterSpacing: 0,
        color: colours.failing.text,
      },
      bar: {
        height: 8,
        margin: '6px 0',
        [PHONE]: { display: 'none' },
        borderRadius: 4,
        border: `1px solid ${colours.line}`,
        background: colours.sunken,
        overflow: 'hidden',
      },
      barFill: {
        height: '100%',
        background: theme.palette.text.primary,
        [FORCED_COLOURS]: {
          background: 'CanvasText',
          forcedColorAdjust: 'none',
        },
      },
      caption: { fontSize: 12, lineHeight: '16px', color: colours.subtle },
    };
  },
  { name: 'IdeogramIncidentResponseClock' },
);

function Countdown(props: {
  totalMs: number;
  deadline: number;
  isLatest: boolean;
  loud: boolean;
}) {
  const { totalMs, deadline, isLatest, loud } = props;
  const classes = useStyles();
  const t = useTranslation();
  const label = useId('clock');
  const left = useNow(now => Math.ceil((deadline - now) / 1000));
  if (left <= 0) {
    // In whole minutes from the first on: seconds would only be noise.
    const late = left > -60 ? -left : Math.floor(-left / 60) * 60;
    return (
      <>
        <span className={clsx(classes.left, classes.overdue)} role="timer">
          <ReportProblemOutlined aria-hidden />
          {t(isLatest ? 'clock.overdueAtLeast' : 'clock.overdue', {
            duration: nonBreaking(formatDuration(late)),
          })}
        </span>
        <span className={classes.caption}>
          {t(isLatest ? 'clock.wasDueAtLatest' : 'clock.wasDue', {
            time: <Time at={deadline} />,
          })}
        </span>
      </>
    );
  }
  return (
    <>
      <span id={label}>
        {t(isLatest ? 'clock.withinAtMost' : 'clock.within')}
      </span>
      <span
        className={clsx(classes.left, !loud && classes.quiet)}
        role="timer"
        aria-labelledby={label}
      >
        {formatClock(left)}
      </span>
      {loud && (
        <div className={classes.bar} aria-hidden>
          <div
            className={classes.barFill}
            style={{ width: `${Math.min(100, (left * 100_000) / totalMs)}%` }}
          />
        </div>
      )}
      <span className={classes.caption}>
        {t(isLatest ? 'clock.ofSeen' : 'clock.of', {
          total: nonBreaking(formatDuration(totalMs / 1000)),
          time: <Time at={deadline} />,
        })}
      </span>
    </>
  );
}

/** How long there is to respond; nothing where nobody has to. */
export function ResponseClock({ severity }: { severity: Severity }) {
  const classes = useStyles();
  const t = useTranslation();
  const time = responseTime(severity);
  if (!time) return null;
  const loud = severity.level === 'P1' || severity.level === 'P2';
  const quiet = clsx(classes.left, classes.quiet);
  return (
    <div className={classes.root}>
      {time.kind === 'deadline' && <Countdown {...time} loud={loud} />}
      {time.kind === 'within' && (
        <>
          <span>{t('clock.within')}</span>
          <span className={quiet}>
            {nonBreaking(formatDuration(time.totalMs / 1000))}
          </span>
        </>
      )}
      {time.kind === 'next-business-day' && (
        <>
          <span>{t('clock.by')}</span>
          <span className={quiet}>{t('clock.nextBusinessDay')}</span>
        </>
      )}
    </div>
  );
}
