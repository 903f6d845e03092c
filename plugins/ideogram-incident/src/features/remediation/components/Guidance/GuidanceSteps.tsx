import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useContext } from 'react';
import {
  nonBreaking,
  type GuidanceStep,
} from 'backstage-plugin-ideogram-incident-common';
import { Command } from '../../../../components/Command';
import { ExternalLink } from '../../../../components/ExternalLink';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { neededReverts } from '../Mitigations/activeMitigations';
import type { NumberedStep } from './groupSteps';
import { LockedNoticeContext } from './Refusals';
import { StepAction } from './StepAction';

/** Commands of later steps are one click away: what comes first stays in sight. */
const COMMANDS_IN_SIGHT = 6;

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'grid',
        gridTemplateColumns: '28px minmax(0, 1fr)',
        gap: theme.spacing(0, 1.5),
        padding: theme.spacing(2, 2.5),
        [PHONE]: {
          padding: theme.spacing(1.5, 2),
          '& summary': { padding: theme.spacing(1.5, 0) },
        },
        '& + &': { borderTop: `1px solid ${colours.line}` },
      },
      number: {
        display: 'grid',
        placeItems: 'center',
        width: 28,
        height: 28,
        borderRadius: '50%',
        border: `1px solid ${colours.control}`,
        fontWeight: 700,
      },
      first: {
        background: colours.action,
        borderColor: colours.action,
        color: colours.actionInk,
      },
      text: {
        margin: 0,
        paddingTop: 2,
        fontSize: 16,
        lineHeight: '24px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      detail: {
        marginTop: 2,
        color: colours.subtle,
        overflowWrap: 'anywhere',
        [PHONE]: { order: 1, marginTop: theme.spacing(1) },
      },
      folded: {
        marginTop: theme.spacing(0.5),
        [PHONE]: { order: 2 },
        '& summary': {
          width: 'fit-content',
          color: colours.action,
          cursor: 'pointer',
        },
      },
      link: { marginTop: theme.spacing(1), [PHONE]: { order: 2 } },
      // On a phone the button comes before the words, for it has to be in sight.
      words: { [PHONE]: { display: 'flex', flexDirection: 'column' } },
      command: { [PHONE]: { order: 2 } },
      awaited: { marginTop: theme.spacing(1.25) },
    };
  },
  { name: 'IdeogramIncidentStep' },
);

/** One thing to do, with the button, the command and the link that do it. */
function Step(props: {
  step: GuidanceStep;
  number: number;
  heading: 'h3' | 'h4';
}) {
  const { step, number, heading } = props;
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const toldAt = useContext(LockedNoticeContext);
  const action = actions.list?.actions.find(({ id }) => id === step.action);
  const isElsewhere = action && neededReverts(actions.list).has(action.id);
  const awaited = step.action && !actions.list && !actions.failure;
  const command = step.command && (
    <Command
      text={step.command}
      label={t('guidance.copyCommand', { step: String(number) })}
    />
  );
  // Where a button does it, the command is the way round.
  const inSight = !action && !awaited && number <= COMMANDS_IN_SIGHT;
  return (
    <li className={classes.root}>
      {/* The list counts for a screen reader. */}
      <span
        className={clsx(classes.number, number === 1 && classes.first)}
        aria-hidden
      >
        {number}
      </span>
      <div className={classes.words}>
        <Typography className={classes.text} variant={heading}>
          {nonBreaking(step.text)}
        </Typography>
        {step.detail && (
          <Typography className={classes.detail} variant="body2">
            {nonBreaking(step.detail)}
          </Typography>
        )}
        {action && !isElsewhere && (
          <StepAction
            action={action}
            first={number === 1}
            tellsWhom={step === toldAt}
          />
        )}
        {awaited && (
          <Skeleton
            className={classes.awaited}
            variant="rect"
            width={160}
            height={36}
          />
        )}
        {command && inSight && <div className={classes.command}>{command}</div>}
        {command && !inSight && (
          <details className={classes.folded}>
            <summary>{t('guidance.showCommand')}</summary>
            {command}
          </details>
        )}
        {step.link && (
          <div className={classes.link}>
            <ExternalLink {...step.link} />
          </div>
        )}
      </div>
    </li>
  );
}

const useStepListStyles = makeStyles(
  { root: { listStyle: 'none', margin: 0, padding: 0 } },
  { name: 'IdeogramIncidentGuidanceSteps' },
);

/** Steps in their order. */
export function GuidanceSteps(props: {
  steps: readonly NumberedStep[];
  /** The level of their headings. */
  heading: 'h3' | 'h4';
}) {
  const { steps, heading } = props;
  const classes = useStepListStyles();
  return (
    <ol className={classes.root} start={steps[0]?.number}>
      {steps.map(({ step, number }) => (
        <Step
          // Steps have no identity; an equal step keeps its place.
          key={`${number} ${step.text}`}
          step={step}
          number={number}
          heading={heading}
        />
      ))}
    </ol>
  );
}
