import type {
  Answer,
  Outcome,
} from 'backstage-plugin-ideogram-incident-common';
import { treeModel } from './treeModel';

function decision(
  answers: [Answer, Answer, Answer],
  onPath: [boolean, boolean, boolean],
  outcome: Outcome,
  possible?: Outcome[],
) {
  const ids = ['api-errors', 'vendor-incident', 'service-healthy'] as const;
  return {
    path: ids.map((id, index) => ({
      id,
      question: `${id}?`,
      answer: answers[index],
      because: '',
      onPath: onPath[index],
    })),
    outcome,
    possible,
    guidance: [],
  };
}

const standings = (model: ReturnType<typeof treeModel>) =>
  Object.fromEntries(
    model.lines
      .filter(line => line.standing !== 'off')
      .map(line => [`${line.from}→${line.to}`, line.standing]),
  );

describe('treeModel', () => {
  it('marks the path that was taken and nothing else', () => {
    const model = treeModel(
      decision(['yes', 'yes', 'no'], [true, true, false], 'wait-for-ideogram'),
    );

    expect(standings(model)).toEqual({
      'api-errors→vendor-incident': 'taken',
      'vendor-incident→wait-for-ideogram': 'taken',
    });
    expect(model.questions['service-healthy'].standing).toBe('off');
  });

  it('shows what is still possible when the first answer is unknown', () => {
    const model = treeModel(
      decision(['unknown', 'no', 'no'], [true, false, false], 'undetermined', [
        'fix-our-integration',
        'fix-our-infrastructure',
      ]),
    );

    expect(standings(model)).toEqual({
      'api-errors→vendor-incident': 'possible',
      'api-errors→undetermined': 'stand',
      'api-errors→service-healthy': 'possible',
      'vendor-incident→fix-our-integration': 'possible',
      'service-healthy→fix-our-infrastructure': 'possible',
    });
    expect(model.outcomes.monitor.standing).toBe('off');
    expect(model.outcomes.undetermined.standing).toBe('stand');
  });

  it('stops at the question whose answer is unknown', () => {
    const model = treeModel(
      decision(['yes', 'unknown', 'yes'], [true, true, false], 'undetermined', [
        'wait-for-ideogram',
        'fix-our-integration',
      ]),
    );

    expect(standings(model)).toEqual({
      'api-errors→vendor-incident': 'taken',
      'vendor-incident→wait-for-ideogram': 'possible',
      'vendor-incident→fix-our-integration': 'possible',
      'vendor-incident→undetermined': 'stand',
    });
  });
});
