import type {
  GuidanceStep,
  Outcome,
} from 'backstage-plugin-ideogram-incident-common';

/** A step and its place in the whole guidance, from 1. */
export interface NumberedStep {
  number: number;
  step: GuidanceStep;
}

/** What follows where one of the possible outcomes is found to be true. */
export interface OutcomeSteps {
  outcome: Outcome;
  /** On which answers it follows. */
  when: GuidanceStep;
  steps: NumberedStep[];
}

/** Parts what is to be done in any case from what depends on what is found. */
export function groupSteps(guidance: readonly GuidanceStep[]): {
  inAnyCase: NumberedStep[];
  byOutcome: OutcomeSteps[];
} {
  const inAnyCase: NumberedStep[] = [];
  const byOutcome: OutcomeSteps[] = [];
  let number = 0;
  for (const step of guidance) {
    const { outcome } = step;
    const group = byOutcome.find(found => found.outcome === outcome);
    if (outcome && !group) {
      byOutcome.push({ outcome, when: step, steps: [] });
    } else {
      number += 1;
      (group?.steps ?? inAnyCase).push({ number, step });
    }
  }
  return { inAnyCase, byOutcome };
}
