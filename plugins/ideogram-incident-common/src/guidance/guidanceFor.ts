import {
  BRANCHES,
  type DecidedPath,
  type DeterminedOutcome,
} from '../triage/decide';
import { arePodsFirst } from '../triage/deadPods';
import { isOnlyFallbackLeft } from '../triage/mitigations';
import { isBad, type Reading } from '../triage/reading';
import type {
  Answer,
  GuidanceStep,
  QuestionId,
  TriageErrorClass,
} from '../triage/triage';
import { CHECKS } from './checks';
import * as steps from './steps';
import {
  fillIn,
  type GuidanceContext,
  type StepTemplate,
  type Topic,
} from './topic';
import {
  authentication,
  billing,
  integration,
  network,
  rateLimited,
  unannouncedVendorFault,
  vendorFault,
} from './topics/apiErrors';
import { infrastructure, onlyFallbackLeft } from './topics/infrastructure';
import { closeGaps, monitor } from './topics/monitor';

/** Ours to fix, whatever the status page says. */
const OURS: Partial<Record<TriageErrorClass, Topic>> = {
  authentication,
  billing,
  'rate-limited': rateLimited,
};

const OF_OUR_INTEGRATION: Partial<Record<TriageErrorClass, Topic>> = {
  ...OURS,
  'vendor-fault': unannouncedVendorFault,
  network,
};

interface OutcomeGuidance {
  title: string;
  detail: string | ((errorClass: TriageErrorClass) => string);
  topic: (errorClass: TriageErrorClass, readings: readonly Reading[]) => Topic;
}

const OUTCOMES: Record<DeterminedOutcome, OutcomeGuidance> = {
  'wait-for-ideogram': {
    title: 'wait for Ideogram',
    detail: 'There is nothing to repair on our side.',
    topic: () => vendorFault,
  },
  'fix-our-integration': {
    title: 'fix our integration',
    detail: errorClass =>
      errorClass === 'network'
        ? 'Something between our pods and Ideogram is in the way: see the checks above.'
        : 'Check credentials and config.',
    topic: errorClass => OF_OUR_INTEGRATION[errorClass] ?? integration,
  },
  monitor: {
    title: 'monitor',
    detail: 'It is likely resolved or intermittent.',
    topic: () => monitor,
  },
  'fix-our-infrastructure': {
    title: 'fix our infrastructure',
    detail: 'Check pods, memory, network.',
    topic: (_, readings) =>
      isOnlyFallbackLeft(readings) ? onlyFallbackLeft : infrastructure,
  },
};

const inOrder = ({ harm, people, cause, after }: Topic) => [
  ...harm,
  ...people,
  ...cause,
  ...after,
];

const CONDITIONS: Record<QuestionId, Record<'yes' | 'no', string>> = {
  'api-errors': {
    yes: 'the API returns errors',
    no: 'the API returns no errors',
  },
  'vendor-incident': {
    yes: 'the status page shows an incident',
    no: 'the status page shows no incident',
  },
  'service-healthy': {
    yes: 'our service is healthy',
    no: 'our service is not healthy',
  },
};

function answerOf({ path }: DecidedPath, id: QuestionId): Answer {
  return path.find(question => question.id === id)?.answer ?? 'unknown';
}

/** "If the API returns errors: fix our integration". */
function branchStep(
  decided: DecidedPath,
  outcome: DeterminedOutcome,
  errorClass: TriageErrorClass,
): StepTemplate {
  const { title, detail } = OUTCOMES[outcome];
  const conditions = BRANCHES.flatMap(({ when, then, yes, no }) => {
    if (outcome !== yes && outcome !== no) return [];
    const answers = [
      { id: 'api-errors', answer: when },
      { id: then, answer: outcome === yes ? 'yes' : 'no' },
    ] as const;
    return answers
      .filter(({ id }) => answerOf(decided, id) === 'unknown')
      .map(({ id, answer }) => CONDITIONS[id][answer]);
  });
  return {
    text: `If ${conditions.join(' and ')}: ${title}`,
    detail: typeof detail === 'string' ? detail : detail(errorClass),
  };
}

/** Somebody is hit, even though nobody knows by what. */
const tellPeople: StepTemplate = {
  ...steps.tellPeople,
  when: ({ readings }) => readings.some(isBad),
};

/** Unknown questions that decide between what is still possible. */
function openQuestions(decided: DecidedPath): QuestionId[] {
  const { path, possible = [] } = decided;
  const deciding = BRANCHES.filter(
    ({ yes, no }) => possible.includes(yes) || possible.includes(no),
  ).map(({ then }) => then);
  return path
    .filter(({ id }) => id === 'api-errors' || deciding.includes(id))
    .filter(({ answer }) => answer === 'unknown')
    .map(({ id }) => id);
}

function undetermined(
  decided: DecidedPath,
  errorClass: TriageErrorClass,
  readings: readonly Reading[],
): StepTemplate[] {
  const { possible = [] } = decided;
  const topics = possible.map(outcome =>
    OUTCOMES[outcome].topic(errorClass, readings),
  );
  const hasNoAnswer =
    errorClass === 'network' && answerOf(decided, 'api-errors') === 'yes';
  return [
    // A status page tells nothing about the way to Ideogram.
    ...(hasNoAnswer ? [...network.harm, tellPeople, ...network.cause] : []),
    ...sharedBy(topics.map(({ harm }) => harm)),
    ...openQuestions(decided).flatMap(id => CHECKS[id]),
    tellPeople,
    ...sharedBy(topics.map(({ cause }) => cause)),
    ...possible.flatMap((outcome, index) => {
      const { harm, cause } = topics[index];
      return [branchStep(decided, outcome, errorClass), ...harm, ...cause].map(
        template => ({ ...template, outcome }),
      );
    }),
  ];
}

/** What is to be done whichever of the topics it is. */
function sharedBy(ofTopics: (readonly StepTemplate[])[]): StepTemplate[] {
  const [first = [], ...others] = ofTopics;
  return first.filter(({ text }) =>
    others.every(each => each.some(other => other.text === text)),
  );
}

/** Two outcomes may ask for the same: only one of them will be followed. */
function withoutRepeats(guidance: GuidanceStep[]): GuidanceStep[] {
  const seen = new Set<string>();
  return guidance.filter(({ text, outcome }) => {
    const key = outcome ? `${outcome} ${text}` : text;
    const isNew = !seen.has(text) && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/**
 * What to do now, in order, filled in with the target's names: what stops the
 * harm, what tells people, what finds the cause, what prevents the next time.
 * For an undetermined outcome, first what to check by hand, then what follows
 * from each answer.
 */
export function guidanceFor(
  context: GuidanceContext & {
    errorClass: TriageErrorClass;
    decided: DecidedPath;
  },
): GuidanceStep[] {
  const { errorClass, decided } = context;
  const { outcome } = decided;
  const hasErrors = answerOf(decided, 'api-errors') === 'yes';
  const ours = hasErrors ? OURS[errorClass] : undefined;
  const isOfPods = arePodsFirst({ ...context, path: decided.path });
  const templates = [
    ...(isOfPods ? infrastructure.harm : []),
    steps.endFallback,
    ...(ours ? inOrder(ours) : []),
    ...(outcome === 'undetermined'
      ? undetermined(decided, errorClass, context.readings)
      : inOrder(OUTCOMES[outcome].topic(errorClass, context.readings))),
    ...(outcome === 'monitor' ? closeGaps(context) : []),
  ];
  return withoutRepeats(fillIn(templates, context));
}
