import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import {
  formatClock,
  formatDuration,
  isOpen,
  nonBreaking,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../components/Time';
import { useId } from '../../../hooks/useId';
import { useNow } from '../../../hooks/useNow';
import { useTranslation } from '../../../hooks/useTranslation';
import { statusColours } from '../../../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    const line = {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    } as const;
    return {
      label: {
        display: 'block',
        fontSize: 12,
        lineHeight: '16px',
        color: colours.subtle,
      },
      left: { ...line, fontSize: 20, lineHeight: '24px' },
      met: { ...line, color: colours.ok.text },
      late: { ...line, color: colours.degraded.text },
      overdue: { ...line, color: colours.failing.text },
      quiet: { color: colours.subtle },
      icon: { fontSize: 18 },
    };
  },
  { name: 'IdeogramIncidentResponseDue' },
);

/** In whole minutes from the first on: seconds would only be noise. */
const calm = (seconds: number) =>
  nonBreaking(
    formatDuration(
      seconds < 60 ? Math.round(seconds) : Math.floor(seconds / 60) * 60,
    ),
  );

const secondsBetween = (from: string, to: string) =>
  (Date.parse(to) - Date.parse(from)) / 1000;

/** Somebody looks after it: how soon that was. */
function Acknowledged({
  incident,
}: {
  incident: Incident & { acknowledgedAt: string };
}) {
  const { openedAt, acknowledgedAt, respondBy } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const duration = calm(Math.max(0, secondsBetween(openedAt, acknowledgedAt)));
  const late = secondsBetween(respondBy, acknowledgedAt);
  return (
    <>
      <span className={classes.label}>{t('incident.acknowledged')}</span>
      {late > 0 ? (
        <span className={classes.late}>
          <ReportProblemOutlined className={classes.icon} aria-hidden />
          {t('incident.acknowledgedLate', { duration, late: calm(late) })}
        </span>
      ) : (
        <span className={classes.met}>
          <CheckCircleOutline className={classes.icon} aria-hidden />
          {t('incident.acknowledgedAfter', { duration })}
        </span>
      )}
    </>
  );
}

function Countdown({ respondBy }: { respondBy: string }) {
  const classes = useStyles();
  const t = useTranslation();
  const label = useId('due');
  const left = useNow(now => Math.ceil((Date.parse(respondBy) - now) / 1000));
  const time = <Time at={respondBy} />;
  return left <= 0 ? (
    <>
      <span className={classes.label}>{t('incident.wasDue', { time })}</span>
      <span className={classes.overdue} role="timer">
        <ReportProblemOutlined className={classes.icon} aria-hidden />
        {t('incident.overdue', { duration: calm(-left) })}
      </span>
    </>
  ) : (
    <>
      <span id={label} className={classes.label}>
        {t('incident.responseDue')}, {t('incident.dueUntil', { time })}
      </span>
      <span className={classes.left} role="timer" aria-labelledby={label}>
        {formatClock(left)}
      </span>
    </>
  );
}

/** Until when somebody must look after an incident, or when somebody did. */
export function ResponseDue({ incident }: { incident: Incident }) {
  const { acknowledgedAt, respondBy } = incident;
  const classes = useStyles();
  const t = useTranslation();
  if (acknowledgedAt !== undefined) {
    return <Acknowledged incident={{ ...incident, acknowledgedAt }} />;
  }
  if (isOpen(incident)) return <Countdown respondBy={respondBy} />;
  return (
    <>
      <span className={classes.label}>{t('incident.response')}</span>
      <span className={classes.quiet}>{t('incident.noResponse')}</span>
    </>
  );
}
