import { makeStyles } from '@material-ui/core/styles';
import Autorenew from '@material-ui/icons/Autorenew';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import RemoveCircleOutline from '@material-ui/icons/RemoveCircleOutline';
import Report from '@material-ui/icons/Report';
import clsx from 'clsx';
import {
  hasEnded,
  nonBreaking,
  type Operation,
  type OperationStep,
} from 'backstage-plugin-ideogram-incident-common';
import { Person } from '../../../../components/Person';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { REDUCED_MOTION, visuallyHidden } from '../../../../theme/styles';
import { RolloutProgress } from './RolloutProgress';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      list: {
        listStyle: 'none',
        margin: 0,
        padding: 0,
        '& > li': {
          position: 'relative',
          display: 'grid',
          gridTemplateColumns: '24px minmax(0, 1fr) auto',
          gap: theme.spacing(0, 1.5),
          paddingBottom: 14,
          overflowWrap: 'anywhere',
        },
        '& > li:last-child': { paddingBottom: 0 },
        // From one step to the next.
        '& > li:not(:last-child)::before': {
          content: '""',
          position: 'absolute',
          left: 11,
          top: 26,
          bottom: 2,
          width: 2,
          background: colours.line,
        },
        '& svg': { fontSize: 24 },
      },
      name: { margin: 0, fontSize: 14, lineHeight: '24px', fontWeight: 700 },
      message: { fontSize: 13, lineHeight: '18px', color: colours.subtle },
      time: { fontSize: 12, lineHeight: '24px', color: colours.subtle },
      done: { color: colours.ok.text },
      running: { color: colours.running.text },
      failed: { color: colours.failing.text },
      skipped: { color: colours.unknown.text },
      turns: {
        animation: '$turn 2s linear infinite',
        [REDUCED_MOTION]: { animation: 'none' },
      },
      '@keyframes turn': { to: { transform: 'rotate(360deg)' } },
      heard: visuallyHidden,
    };
  },
  { name: 'IdeogramIncidentOperationSteps' },
);

const ICONS = {
  done: CheckCircleOutline,
  running: Autorenew,
  failed: Report,
  skipped: RemoveCircleOutline,
} as const;

const WORDS = {
  done: 'operation.stepDone',
  running: 'operation.stepRunning',
  failed: 'operation.stepFailed',
  skipped: 'operation.stepSkipped',
} as const;

/** The step at which the pods are being, or were not, replaced. */
function rolloutStep({ steps, rollout }: Operation): OperationStep | undefined {
  const last = steps.at(-1);
  const isOpen = last?.status === 'running' || last?.status === 'failed';
  const isThere =
    rollout &&
    (rollout.updated < rollout.desired ||
      rollout.available < rollout.desired ||
      rollout.blockedBy !== undefined);
  return isOpen && isThere ? last : undefined;
}

/** What was done so far, and what is being done. */
export function OperationSteps({ operation }: { operation: Operation }) {
  const classes = useStyles();
  const t = useTranslation();
  const withRollout = rolloutStep(operation);
  return (
    <ol className={classes.list}>
      {operation.steps.map((step, index) => {
        const { name, by, status, message, at } = step;
        const Icon = ICONS[status];
        const turns = status === 'running' && !hasEnded(operation);
        return (
          <li key={index}>
            <Icon
              className={clsx(classes[status], turns && classes.turns)}
              aria-hidden
            />
            <div>
              <h4 className={classes.name}>
                <span className={classes.heard}>{t(WORDS[status])} </span>
                {by
                  ? t('operation.doneBy', {
                      step: name,
                      person: <Person entityRef={by} />,
                    })
                  : nonBreaking(name)}
              </h4>
              {message && step !== withRollout && (
                <div className={classes.message}>{nonBreaking(message)}</div>
              )}
              {step === withRollout && operation.rollout && (
                <RolloutProgress rollout={operation.rollout} />
              )}
            </div>
            <span className={classes.time}>
              <Time at={at} seconds />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
