import type {
  GuidanceStep,
  Outcome,
} from 'backstage-plugin-ideogram-incident-common';
import { groupSteps } from './groupSteps';

const step = (text: string, outcome?: Outcome): GuidanceStep => ({
  text,
  outcome,
});

/** `1 text` of each step; the groups begin with their condition. */
function grouped(guidance: GuidanceStep[]) {
  const { inAnyCase, byOutcome } = groupSteps(guidance);
  const words = (steps: typeof inAnyCase) =>
    steps.map(({ number, step: { text } }) => `${number} ${text}`);
  return [
    words(inAnyCase),
    ...byOutcome.map(({ when, steps }) => [when.text, ...words(steps)]),
  ];
}

it.each<[string, GuidanceStep[], string[][]]>([
  ['nothing', [], [[]]],
  [
    'what is to be done in any case',
    [step('Enable fallback'), step('Tell people')],
    [['1 Enable fallback', '2 Tell people']],
  ],
  [
    'what depends on what is found, counted through',
    [
      step('Read the logs'),
      step('If yes', 'fix-our-integration'),
      step('Check the key', 'fix-our-integration'),
      step('If no', 'fix-our-infrastructure'),
      step('Check the pods', 'fix-our-infrastructure'),
    ],
    [
      ['1 Read the logs'],
      ['If yes', '2 Check the key'],
      ['If no', '3 Check the pods'],
    ],
  ],
])('groups %s', (_, guidance, expected) => {
  expect(grouped(guidance)).toEqual(expected);
});
