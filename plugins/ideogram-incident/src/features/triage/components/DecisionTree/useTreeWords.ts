import type {
  Answer,
  Decision,
  Outcome,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';

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
