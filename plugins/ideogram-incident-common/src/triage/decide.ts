import { formatCount } from '../format/quantity';
import { classifyErrorType } from './errorClass';
import { describeReading } from './describeReading';
import { whoseFault } from './ideogramApi';
import { isBad, readingOf, type Reading } from './reading';
import type { Decision, Outcome, Question, QuestionId } from './triage';

/** What the decision tree comes to, without the guidance at its end. */
export interface DecidedPath extends Pick<Decision, 'path' | 'outcome'> {
  possible?: DeterminedOutcome[];
}

type Answered = Pick<Question, 'answer' | 'because'>;

const QUESTIONS: Record<QuestionId, string> = {
  'api-errors': 'Is the Ideogram API returning errors?',
  'vendor-incident': 'Does the status page show an incident?',
  'service-healthy': 'Is our service healthy?',
};

const API_ERRORS = [
  'authentication',
  'billing',
  'rate-limited',
  'vendor-fault',
] as const;

/** True for statuses with which the API turns us away, not our own mistakes. */
function isApiError(httpStatus: number): boolean {
  const errorClass = classifyErrorType(String(httpStatus));
  return API_ERRORS.some(apiError => apiError === errorClass);
}

const isRead = (reading: Reading | undefined): reading is Reading =>
  reading !== undefined && reading.status !== 'unknown';

function notRead(reading: Reading | undefined, what: string): string {
  return reading
    ? describeReading(reading)
    : `There is no ${what} for this target.`;
}

/** Recent error lines that name an API error, counted. */
function loggedApiErrors(readings: readonly Reading[]) {
  const lines = readingOf(readings, 'recent-errors');
  const groups = (lines?.details?.groups ?? []).filter(
    group => group.httpStatus !== undefined && isApiError(group.httpStatus),
  );
  return {
    count: groups.reduce((sum, group) => sum + group.count, 0),
    statuses: [...new Set(groups.map(group => group.httpStatus))].sort(),
  };
}

/** How it is seen that requests of ours fail; undefined where it is not. */
export function errorsOfOurs(readings: readonly Reading[]): string | undefined {
  const errorRate = readingOf(readings, 'error-rate');
  if (errorRate && isBad(errorRate)) return describeReading(errorRate);
  const { count, statuses } = loggedApiErrors(readings);
  if (!isRead(errorRate) && count > 0) {
    const lines = formatCount(count, 'recent error line');
    return `${lines} ${count === 1 ? 'names' : 'name'} ${statuses.join(
      ' or ',
    )}.`;
  }
  const health = readingOf(readings, 'integration-health');
  return health?.details?.ideogram === 'failing'
    ? 'Our health check reports Ideogram unhealthy.'
    : undefined;
}

const NO_POD = 'No pod is available, so nothing calls the API.';

function apiErrors(readings: readonly Reading[]): Answered {
  const seen = errorsOfOurs(readings);
  if (seen !== undefined) return { answer: 'yes', because: seen };
  const errorRate = readingOf(readings, 'error-rate');
  const pods = readingOf(readings, 'workload');
  const hasNoPod = pods?.details?.available === 0;
  if (isRead(errorRate)) {
    // Where there is no pod, what was counted in the window is from before.
    const because = hasNoPod ? NO_POD : describeReading(errorRate);
    return { answer: 'no', because };
  }
  const asked = readingOf(readings, 'ideogram-api');
  if (asked?.status === 'failing') {
    return { answer: 'yes', because: describeReading(asked) };
  }
  if (hasNoPod || pods?.status === 'failing') {
    return { answer: 'no', because: NO_POD };
  }
  return {
    answer: 'unknown',
    because: notRead(errorRate, 'error rate'),
  };
}

function vendorIncident(readings: readonly Reading[]): Answered {
  const page = readingOf(readings, 'status-page');
  if (page && isBad(page))
    return { answer: 'yes', because: describeReading(page) };
  // What is not announced may be seen all the same.
  const fault = errorsOfOurs(readings) && whoseFault(readings);
  const because = [
    isRead(page) ? describeReading(page) : notRead(page, 'status page'),
    ...(fault ? [fault] : []),
  ].join(' ');
  return { answer: isRead(page) ? 'no' : 'unknown', because };
}

function serviceHealthy(readings: readonly Reading[]): Answered {
  const parts = readings.filter(
    ({ probe }) => probe === 'integration-health' || probe === 'workload',
  );
  const bad = parts.filter(isBad);
  if (bad.length > 0) {
    return { answer: 'no', because: bad.map(describeReading).join(' ') };
  }
  const health = readingOf(readings, 'integration-health');
  if (!health) {
    return { answer: 'unknown', because: notRead(health, 'health check') };
  }
  const unread = parts.filter(({ status }) => status === 'unknown');
  return unread.length > 0
    ? { answer: 'unknown', because: unread.map(describeReading).join(' ') }
    : { answer: 'yes', because: parts.map(describeReading).join(' ') };
}

/** An outcome that answers lead to. */
export type DeterminedOutcome = Exclude<Outcome, 'undetermined'>;

/** Which question follows the first, and the outcomes of its answers. */
export const BRANCHES: {
  when: 'yes' | 'no';
  then: QuestionId;
  yes: DeterminedOutcome;
  no: DeterminedOutcome;
}[] = [
  {
    when: 'yes',
    then: 'vendor-incident',
    yes: 'wait-for-ideogram',
    no: 'fix-our-integration',
  },
  {
    when: 'no',
    then: 'service-healthy',
    yes: 'monitor',
    no: 'fix-our-infrastructure',
  },
];

/**
 * The way through the decision tree: all three questions answered, those on
 * the path marked, and the outcome; with an unknown on the path, the outcomes
 * that the known answers leave open. A probe that gave no reading is one that
 * is not configured.
 */
export function decide(readings: readonly Reading[]): DecidedPath {
  const answered = {
    'api-errors': apiErrors(readings),
    'vendor-incident': vendorIncident(readings),
    'service-healthy': serviceHealthy(readings),
  };
  const first = answered['api-errors'].answer;
  const open = BRANCHES.filter(
    ({ when }) => first === when || first === 'unknown',
  );
  const possible = open.flatMap(({ then, yes, no }) => {
    const { answer } = answered[then];
    return [
      ...(answer === 'no' ? [] : [yes]),
      ...(answer === 'yes' ? [] : [no]),
    ];
  });
  const path = (Object.keys(QUESTIONS) as QuestionId[]).map(id => ({
    id,
    question: QUESTIONS[id],
    ...answered[id],
    onPath:
      id === 'api-errors' ||
      (first !== 'unknown' && open.some(({ then }) => then === id)),
  }));
  return first !== 'unknown' && possible.length === 1
    ? { path, outcome: possible[0] }
    : { path, outcome: 'undetermined', possible };
}
