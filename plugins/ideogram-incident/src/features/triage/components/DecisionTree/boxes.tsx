import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { TreeBox } from './TreeBox';
import type { OutcomeBox, QuestionBox } from './treeModel';
import { useTreeWords } from './useTreeWords';

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
