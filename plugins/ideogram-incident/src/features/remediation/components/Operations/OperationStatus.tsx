import { makeStyles } from '@material-ui/core/styles';
import Autorenew from '@material-ui/icons/Autorenew';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import PersonOutline from '@material-ui/icons/PersonOutline';
import RemoveCircleOutline from '@material-ui/icons/RemoveCircleOutline';
import Report from '@material-ui/icons/Report';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { REDUCED_MOTION } from '../../../../theme/styles';
import type { DisplayStatus } from './displayStatus';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        fontWeight: 700,
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
      },
      icon: { flex: 'none', fontSize: 20 },
      turns: {
        animation: '$turn 2s linear infinite',
        [REDUCED_MOTION]: { animation: 'none' },
      },
      '@keyframes turn': { to: { transform: 'rotate(360deg)' } },
      ok: { color: colours.ok.text },
      degraded: { color: colours.degraded.text },
      failing: { color: colours.failing.text },
      unknown: { color: colours.unknown.text },
      running: { color: colours.running.text },
    };
  },
  { name: 'IdeogramIncidentOperationStatus' },
);

const STATUS_DISPLAY = {
  'awaiting-approval': {
    Icon: PersonOutline,
    colour: 'running',
    word: 'operation.statusAwaitingApproval',
  },
  pending: {
    Icon: Autorenew,
    colour: 'running',
    word: 'operation.statusPending',
  },
  running: {
    Icon: Autorenew,
    colour: 'running',
    word: 'operation.statusRunning',
  },
  verified: {
    Icon: CheckCircleOutline,
    colour: 'ok',
    word: 'operation.statusVerified',
  },
  // Whether it helped is not known, and unknown is never green.
  unverified: {
    Icon: HelpOutline,
    colour: 'unknown',
    word: 'operation.statusUnverified',
  },
  'errors-continue': {
    Icon: ReportProblemOutlined,
    colour: 'degraded',
    word: 'operation.statusErrorsContinue',
  },
  'key-refused': {
    Icon: Report,
    colour: 'failing',
    word: 'operation.statusKeyRefused',
  },
  done: {
    Icon: CheckCircleOutline,
    colour: 'ok',
    word: 'operation.statusDone',
  },
  failed: { Icon: Report, colour: 'failing', word: 'operation.statusFailed' },
  rejected: {
    Icon: RemoveCircleOutline,
    colour: 'unknown',
    word: 'operation.statusRejected',
  },
  withdrawn: {
    Icon: RemoveCircleOutline,
    colour: 'unknown',
    word: 'operation.statusWithdrawn',
  },
  expired: {
    Icon: RemoveCircleOutline,
    colour: 'unknown',
    word: 'operation.statusExpired',
  },
  // The change is made, and whether it helps is not known.
  stopped: {
    Icon: HelpOutline,
    colour: 'unknown',
    word: 'operation.statusStopped',
  },
} as const satisfies Record<DisplayStatus, object>;

/** How an operation stands, as icon and word. */
export function OperationStatus(props: {
  look: DisplayStatus;
  /** Says more than the word alone; it stands in its place. */
  children?: ReactNode;
}) {
  const { look, children } = props;
  const classes = useStyles();
  const t = useTranslation();
  const { Icon, colour, word } = STATUS_DISPLAY[look];
  const turns = look === 'running' || look === 'pending';
  return (
    <span className={clsx(classes.root, classes[colour])}>
      <Icon
        className={clsx(classes.icon, turns && classes.turns)}
        aria-hidden
      />
      {children || t(word)}
    </span>
  );
}

/** The word alone, for a sentence. */
export function useStatusWord(): (look: DisplayStatus) => string {
  const t = useTranslation();
  return look => t(STATUS_DISPLAY[look].word);
}
