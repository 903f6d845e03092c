import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Pause from '@material-ui/icons/Pause';
import PlayArrow from '@material-ui/icons/PlayArrow';
import Refresh from '@material-ui/icons/Refresh';
import Schedule from '@material-ui/icons/Schedule';
import type { ReactNode } from 'react';
import {
  formatDuration,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { Age } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE, REDUCED_MOTION } from '../../../../theme/styles';
import { type FollowedTriage, phaseOf } from '../../hooks/useTriages';

/** How often the tab reads by itself. */
export const READ_EVERY_MS = 10_000;

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(1, 2.5),
        minHeight: 52,
        padding: theme.spacing(1, 3),
        borderTop: `1px solid ${colours.line}`,
        fontVariantNumeric: 'tabular-nums',
      },
      state: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        fontWeight: 700,
      },
      off: { color: colours.unknown.text },
      subtle: { color: colours.subtle },
      dot: {
        width: 10,
        height: 10,
        borderRadius: '50%',
        background: colours.action,
        animation: '$breathe 2.4s ease-in-out infinite',
        [REDUCED_MOTION]: { animation: 'none' },
      },
      '@keyframes breathe': {
        '0%, 100%': { opacity: 1 },
        '50%': { opacity: 0.35 },
      },
      end: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0.5),
        marginLeft: 'auto',
        [PHONE]: { marginLeft: -8, '& button': { minHeight: 44 } },
      },
    };
  },
  { name: 'IdeogramIncidentLiveControls' },
);

/** Silent for a screen reader: it would speak every second. */
function Paused({ since }: { since: number }) {
  const t = useTranslation();
  const duration = useNow(() => {
    const seconds = Math.max(0, (Date.now() - since) / 1000);
    const whole = seconds < 60 ? Math.floor(seconds) : seconds - (seconds % 60);
    return nonBreaking(formatDuration(whole));
  });
  return <>{t('live.paused', { duration })}</>;
}

function TriesAgain({ at }: { at: number }) {
  const t = useTranslation();
  const seconds = useNow(() => Math.ceil((at - Date.now()) / 1000));
  return (
    <>
      {seconds > 0
        ? nonBreaking(t('live.triesAgain', { seconds: String(seconds) }))
        : t('live.triesNow')}
    </>
  );
}

/** Whether what is seen is of now, and what the viewer can do about it. */
export function LiveControls(props: {
  followed: FollowedTriage;
  /** Buttons before those for reading. */
  end?: ReactNode;
  children?: ReactNode;
}) {
  const { followed, end, children } = props;
  const { triage, failure, pausedAt, retryAt, busy } = followed;
  const classes = useStyles();
  const t = useTranslation();
  const phase = phaseOf(followed);
  const off = `${classes.state} ${classes.off}`;
  return (
    <div className={classes.root}>
      {children}
      {(phase === 'live' || phase === 'loading') && (
        <span className={classes.state}>
          <i className={classes.dot} aria-hidden />
          {nonBreaking(
            t('live.live', { seconds: String(READ_EVERY_MS / 1000) }),
          )}
        </span>
      )}
      {phase === 'paused' && pausedAt !== undefined && (
        <span className={off}>
          <Pause fontSize="small" aria-hidden />
          <Paused since={pausedAt} />
        </span>
      )}
      {phase === 'stale' && (
        <span className={off}>
          <Schedule fontSize="small" aria-hidden />
          {retryAt === undefined && !busy && t('live.stale')}
          {retryAt === undefined && busy && t('live.triesNow')}
          {retryAt !== undefined && <TriesAgain at={retryAt} />}
        </span>
      )}
      {triage && (
        <span className={classes.subtle}>
          {t('live.read', {
            age: <Age at={triage.finishedAt} />,
            duration: nonBreaking(
              formatDuration(
                (Date.parse(triage.finishedAt) - Date.parse(triage.startedAt)) /
                  1000,
              ),
            ),
          })}
        </span>
      )}
      {triage && (
        <span className={classes.end}>
          {end}
          {pausedAt === undefined ? (
            <Button
              size="small"
              color="primary"
              startIcon={<Pause />}
              onClick={followed.pause}
            >
              {t('live.pause')}
            </Button>
          ) : (
            <Button
              size="small"
              color="primary"
              startIcon={<PlayArrow />}
              onClick={followed.goLive}
            >
              {t('live.goLive')}
            </Button>
          )}
          <Button
            size="small"
            color="primary"
            startIcon={<Refresh />}
            onClick={followed.readNow}
          >
            {failure ? t('live.tryNow') : t('live.readNow')}
          </Button>
        </span>
      )}
    </div>
  );
}
