import {
  type Answer,
  type Decision,
  type Outcome,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import type { Standing, OutcomeBox, QuestionBox } from './treeModel';

const OUTCOME_KEYS = {
  'wait-for-ideogram': 'waitForIdeogram',
  'fix-our-integration': 'fixOurIntegration',
  undetermined: 'undetermined',
  monitor: 'monitor',
  'fix-our-infrastructure': 'fixOurInfrastructure',
} as const satisfies Record<Outcome, string>;

/** What the boxes and the lines of the tree say. */
export function useTreeWords() {
  const t = useTranslation();
  const answer = (of: Answer) => t(`tree.${of}`);
  const outcome = (of: Outcome) => t(`outcome.${OUTCOME_KEYS[of]}`);
  return {
    answer,
    outcome,
    advice: (of: Outcome) => t(`advice.${OUTCOME_KEYS[of]}`),
    /** The path that was taken, for who can't see the lines. */
    path: (decision: Decision) =>
      [
        ...decision.path
          .filter(question => question.onPath)
          .map(question =>
            t('tree.step', {
              question: question.question,
              answer: answer(question.answer),
            }),
          ),
        t('tree.outcome', { outcome: outcome(decision.outcome) }),
      ].join(' '),
  };
}

const useStyles = makeStyles(theme => ({
  box: {
    boxSizing: 'border-box',
    width: '100%',
    padding: theme.spacing(1.25, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    color: statusColours(theme).subtle,
    fontSize: 13,
    lineHeight: '18px',
    position: 'relative',
  },
  title: { fontSize: 14, lineHeight: '20px' },
  taken: {
    border: `2px solid ${statusColours(theme).action}`,
    color: theme.palette.text.primary,
    '& $title': { fontWeight: 700 },
  },
  possible: {
    border: `2px dashed ${statusColours(theme).action}`,
    color: theme.palette.text.primary,
    '& $title': { fontWeight: 700 },
  },
  stand: {
    border: `2px dashed ${theme.palette.text.primary}`,
    color: theme.palette.text.primary,
    paddingLeft: theme.spacing(2.75),
    '& $title': { fontWeight: 700 },
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: 0,
      bottom: 0,
      width: 10,
      background: statusColours(theme).hatch,
    },
  },
  off: {},
}));

/** One question or outcome. */
export function TreeBox(props: {
  standing: Standing;
  title: string;
  text: string;
  note?: string;
}) {
  const { standing, title, text, note } = props;
  const classes = useStyles();
  return (
    <div className={clsx(classes.box, classes[standing])}>
      <div className={classes.title}>{title}</div>
      <div>
        {text}
        {note && ` ${note}`}
      </div>
    </div>
  );
}

export function Question({ box }: { box: QuestionBox }) {
  const t = useTranslation();
  const { answer } = useTreeWords();
  const because = nonBreaking(box.because);
  return (
    <TreeBox
      standing={box.standing}
      title={box.question}
      text={t('tree.because', { answer: answer(box.answer), because })}
      note={box.onPath ? undefined : t('tree.offPath')}
    />
  );
}

export function OutcomeOf({ box }: { box: OutcomeBox }) {
  const t = useTranslation();
  const words = useTreeWords();
  return (
    <TreeBox
      standing={box.standing}
      title={words.outcome(box.outcome)}
      text={words.advice(box.outcome)}
      note={box.standing === 'possible' ? t('tree.stillPossible') : undefined}
    />
  );
}
