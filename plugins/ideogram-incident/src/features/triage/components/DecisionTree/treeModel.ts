import type {
  Answer,
  Decision,
  Outcome,
  Question,
  QuestionId,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * How a box or a line of the tree stands to the decision: taken; where we
 * stand because an answer is unknown; still possible; or ruled out.
 */
export type Standing = 'taken' | 'stand' | 'possible' | 'off';

export interface OutcomeBox {
  outcome: Outcome;
  standing: Standing;
}

export interface QuestionBox extends Question {
  standing: Standing;
}

export interface Line {
  from: QuestionId;
  to: QuestionId | Outcome;
  answer: Answer;
  standing: Standing;
}

export interface TreeModel {
  questions: Record<QuestionId, QuestionBox>;
  outcomes: Record<Outcome, OutcomeBox>;
  lines: Line[];
}

const OUTCOMES: readonly Outcome[] = [
  'wait-for-ideogram',
  'fix-our-integration',
  'undetermined',
  'monitor',
  'fix-our-infrastructure',
];

const BRANCHES: [QuestionId, Answer, QuestionId | Outcome][] = [
  ['api-errors', 'yes', 'vendor-incident'],
  ['api-errors', 'unknown', 'undetermined'],
  ['api-errors', 'no', 'service-healthy'],
  ['vendor-incident', 'yes', 'wait-for-ideogram'],
  ['vendor-incident', 'no', 'fix-our-integration'],
  ['vendor-incident', 'unknown', 'undetermined'],
  ['service-healthy', 'yes', 'monitor'],
  ['service-healthy', 'no', 'fix-our-infrastructure'],
  ['service-healthy', 'unknown', 'undetermined'],
];

/** What the tree looks like for a decision. */
export function treeModel(decision: Decision): TreeModel {
  const possible = new Set<string>(decision.possible ?? []);
  const questionOf = (id: QuestionId) =>
    decision.path.find(question => question.id === id)!;
  const leadsToPossible = (id: string): boolean =>
    possible.has(id) ||
    BRANCHES.some(([from, , to]) => from === id && leadsToPossible(to));

  const lineStanding = ([from, answer, to]: (typeof BRANCHES)[number]) => {
    const question = questionOf(from);
    if (question.onPath && question.answer === answer) {
      return answer === 'unknown' ? 'stand' : 'taken';
    }
    const open = question.answer === 'unknown' || question.answer === answer;
    return open && answer !== 'unknown' && leadsToPossible(to)
      ? 'possible'
      : 'off';
  };
  const outcomeStanding = (outcome: Outcome): Standing => {
    if (outcome === decision.outcome) {
      return outcome === 'undetermined' ? 'stand' : 'taken';
    }
    return possible.has(outcome) ? 'possible' : 'off';
  };
  const questionStanding = (question: Question): Standing => {
    if (question.onPath) {
      return question.answer === 'unknown' ? 'stand' : 'taken';
    }
    return leadsToPossible(question.id) ? 'possible' : 'off';
  };

  return {
    questions: Object.fromEntries(
      decision.path.map(question => [
        question.id,
        { ...question, standing: questionStanding(question) },
      ]),
    ) as TreeModel['questions'],
    outcomes: Object.fromEntries(
      OUTCOMES.map(outcome => [
        outcome,
        { outcome, standing: outcomeStanding(outcome) },
      ]),
    ) as TreeModel['outcomes'],
    lines: BRANCHES.map(branch => ({
      from: branch[0],
      answer: branch[1],
      to: branch[2],
      standing: lineStanding(branch),
    })),
  };
}
