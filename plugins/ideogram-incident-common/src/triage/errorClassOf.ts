import {
  classifyErrorType,
  errorClassSchema,
  type ErrorClass,
} from './errorClass';
import { readingOf, type Reading } from './reading';
import type { TriageErrorClass } from './triage';

/** They need a person and never heal by themselves, in this order. */
const NEVER_HEAL = ['authentication', 'billing'] as const;
const NEVER_HEAL_FROM_SHARE = 0.1;

const rank = (errorClass: ErrorClass) =>
  errorClassSchema.options.indexOf(errorClass);

/**
 * The class that decides what to do about several errors: authentication,
 * then billing, where they are at least a tenth; otherwise the most frequent,
 * and of several that are as frequent always the same.
 */
export function dominantErrorClass(
  errors: readonly { errorClass: ErrorClass; perSecond: number }[],
): ErrorClass {
  const sums = new Map<ErrorClass, number>();
  let total = 0;
  for (const { errorClass, perSecond } of errors) {
    if (errorClass === 'none' || !(perSecond > 0)) continue;
    sums.set(errorClass, (sums.get(errorClass) ?? 0) + perSecond);
    total += perSecond;
  }
  if (total === 0) return 'none';
  const persistent = NEVER_HEAL.find(
    errorClass => (sums.get(errorClass) ?? 0) >= total * NEVER_HEAL_FROM_SHARE,
  );
  const [mostFrequent] = [...sums].sort(
    (a, b) => b[1] - a[1] || rank(a[0]) - rank(b[0]),
  )[0];
  return persistent ?? mostFrequent;
}

/** What can be told from the HTTP statuses in error lines. */
function loggedErrors(readings: readonly Reading[]) {
  const groups = readingOf(readings, 'recent-errors')?.details?.groups ?? [];
  return groups.flatMap(({ httpStatus, count }) => {
    if (httpStatus === undefined) return [];
    const errorClass = classifyErrorType(String(httpStatus));
    return errorClass === 'blocked' ? [] : [{ errorClass, perSecond: count }];
  });
}

/**
 * The class of a target's errors: from the error rate, where that can not be
 * read from recent error lines, else `unknown`.
 */
export function errorClassOf(readings: readonly Reading[]): TriageErrorClass {
  const errorRate = readingOf(readings, 'error-rate');
  if (errorRate && errorRate.status !== 'unknown' && errorRate.details) {
    return dominantErrorClass(errorRate.details.errors);
  }
  const logged = loggedErrors(readings);
  return logged.length === 0 ? 'unknown' : dominantErrorClass(logged);
}
