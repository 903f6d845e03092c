import { TreeBox } from './TreeBox';
import type { OutcomeBox, QuestionBox } from './treeModel';

const ANSWERS = { yes: 'Yes.', no: 'No.', unknown: 'Unknown.' };

const OUTCOME_NOTES = {
  possible: 'Still possible.',
  off: '',
  taken: '',
  stand: '',
};

export function Question({ box }: { box: QuestionBox }) {
  return (
    <TreeBox
      standing={box.standing}
      title={box.question}
      text={`${ANSWERS[box.answer]} ${box.because}`}
      note={box.onPath ? undefined : 'Not on the path.'}
    />
  );
}

export function OutcomeOf({ box }: { box: OutcomeBox }) {
  return (
    <TreeBox
      standing={box.standing}
      title={box.title}
      text={box.advice}
      note={OUTCOME_NOTES[box.standing]}
    />
  );
}
