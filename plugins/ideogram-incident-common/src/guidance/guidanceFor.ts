import type { DecidedPath } from '../triage/decide';
import type {
  Answer,
  GuidanceStep,
  Outcome,
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
import { authentication } from './topics/authentication';
import { billing } from './topics/billing';
import { infrastructure } from './topics/infrastructure';
import { integration } from './topics/integration';
import { monitor } from './topics/monitor';
import { network } from './topics/network';
import { rateLimited } from './topics/rateLimited';
import { unannouncedVendorFault, vendorFault } from './topics/vendorFault';

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

type Determined = Exclude<Outcome, 'undetermined'>;

function topicOf(outcome: Determined, errorClass: TriageErrorClass): Topic {
  switch (outcome) {
    case 'wait-for-ideogram':
      return vendorFault;
    case 'fix-our-integration':
      return OF_OUR_INTEGRATION[errorClass] ?? integration;
    case 'fix-our-infrastructure':
      return infrastructure;
    default:
      return monitor;
  }
}

const inOrder = ({ harm, people, cause, after }: Topic) => [
  ...harm,
  ...people,
  ...cause,
  ...after,
];

/** What each outcome comes to, and on which answers. */
const BRANCHES: Record<
  Determined,
  {
    title: string;
    detail: string;
    first: Answer;
    then: QuestionId;
    second: Answer;
  }
> = {
  'wait-for-ideogram': {
    title: 'wait for Ideogram',
    detail: 'Enable fallback. There is nothing to repair on our side.',
    first: 'yes',
    then: 'vendor-incident',
    second: 'yes',
  },
  'fix-our-integration': {
    title: 'fix our integration',
    detail: 'Check credentials and config.',
    first: 'yes',
    then: 'vendor-incident',
    second: 'no',
  },
  monitor: {
    title: 'monitor',
    detail: 'It is likely resolved or intermittent.',
    first: 'no',
    then: 'service-healthy',
    second: 'yes',
  },
  'fix-our-infrastructure': {
    title: 'fix our infrastructure',
    detail: 'Check pods, memory, network.',
    first: 'no',
    then: 'service-healthy',
    second: 'no',
  },
};

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
function branchStep(decided: DecidedPath, outcome: Determined): StepTemplate {
  const { title, detail, first, then, second } = BRANCHES[outcome];
  const needed: [QuestionId, Answer][] = [
    ['api-errors', first],
    [then, second],
  ];
  const conditions = needed.flatMap(([id, answer]) =>
    answerOf(decided, id) === 'unknown' && answer !== 'unknown'
      ? [CONDITIONS[id][answer]]
      : [],
  );
  return { text: `If ${conditions.join(' and ')}: ${title}`, detail };
}

/** Somebody is hit, even though nobody knows by what. */
const tellPeople: StepTemplate = {
  ...steps.tellPeople,
  when: ({ readings }) =>
    readings.some(
      ({ status }) => status === 'degraded' || status === 'failing',
    ),
};

/** Unknown questions that decide between what is still possible. */
function openQuestions(
  decided: DecidedPath,
  possible: Determined[],
): QuestionId[] {
  const deciding = new Set<QuestionId>([
    'api-errors',
    ...possible.map(outcome => BRANCHES[outcome].then),
  ]);
  return decided.path
    .map(({ id }) => id)
    .filter(id => deciding.has(id) && answerOf(decided, id) === 'unknown');
}

function undetermined(
  decided: DecidedPath,
  errorClass: TriageErrorClass,
): StepTemplate[] {
  const possible = (decided.possible ?? []).filter(
    (outcome): outcome is Determined => outcome !== 'undetermined',
  );
  return [
    ...openQuestions(decided, possible).flatMap(id => CHECKS[id]),
    tellPeople,
    ...possible.flatMap(outcome => {
      const { harm, cause } = topicOf(outcome, errorClass);
      return [branchStep(decided, outcome), ...harm, ...cause].map(
        template => ({ ...template, outcome }),
      );
    }),
  ];
}

/** Two outcomes may ask for the same: only one of them will be followed. */
function withoutRepeats(guidance: GuidanceStep[]): GuidanceStep[] {
  const inAnyCase = new Set<string>();
  const ofOutcome = new Set<string>();
  return guidance.filter(({ text, outcome }) => {
    const seen = outcome ? ofOutcome : inAnyCase;
    const key = outcome ? `${outcome} ${text}` : text;
    const isNew = !inAnyCase.has(text) && !seen.has(key);
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
  const hasErrors = answerOf(decided, 'api-errors') === 'yes';
  const ours = hasErrors ? OURS[errorClass] : undefined;
  const templates = [
    steps.endFallback,
    ...(ours ? inOrder(ours) : []),
    ...(decided.outcome === 'undetermined'
      ? undetermined(decided, errorClass)
      : inOrder(topicOf(decided.outcome, errorClass))),
  ];
  return withoutRepeats(fillIn(templates, context));
}
