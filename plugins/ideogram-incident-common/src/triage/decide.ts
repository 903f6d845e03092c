import { formatCount } from '../format/quantity';
import { classifyErrorType } from './errorClass';
import { describeReading } from './describeReading';
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
    statuses: [...new Set(groups.map(group => group.httpStatus))],
  };
}

function apiErrors(readings: readonly Reading[]): Answered {
  const errorRate = readingOf(readings, 'error-rate');
  const health = readingOf(readings, 'integration-health');
  const isRead = errorRate !== undefined && errorRate.status !== 'unknown';
  if (isRead && isBad(errorRate)) {
    return { answer: 'yes', because: describeReading(errorRate) };
  }
  const logged = loggedApiErrors(readings);
  if (!isRead && logged.count > 0) {
    const lines = formatCount(logged.count, 'recent error line');
    return {
      answer: 'yes',
      because: `${lines} ${
        logged.count === 1 ? 'names' : 'name'
      } ${logged.statuses.join(' or ')}.`,
    };
  }
  if (health?.details?.ideogram === 'failing') {
    return {
      answer: 'yes',
      because: 'Our health check says that its Ideogram part is failing.',
    };
  }
  if (isRead) return { answer: 'no', because: describeReading(errorRate) };
  const pods = readingOf(readings, 'workload');
  if (pods?.status === 'failing' || pods?.details?.available === 0) {
    return {
      answer: 'no',
      because: 'No pod is available, so that nothing calls the API.',
    };
  }
  return {
    answer: 'unknown',
    because: notRead(errorRate, 'error rate'),
  };
}

function vendorIncident(readings: readonly Reading[]): Answered {
  const page = readingOf(readings, 'status-page');
  if (!page || page.status === 'unknown') {
    return { answer: 'unknown', because: notRead(page, 'status page') };
  }
  return { answer: isBad(page) ? 'yes' : 'no', because: describeReading(page) };
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
