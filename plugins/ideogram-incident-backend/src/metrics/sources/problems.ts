import {
  metricsEmpty,
  metricsFromFallback,
  metricsUnavailable,
  metricsUnreadable,
  type Link,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import type { FailedSource } from './failover';

const BAD_QUERY = new Set([400, 422]);

/** The source answers, so that the query or its result is to blame. */
const answersOddly = ({ kind, status }: FailedSource) =>
  kind === 'wrong-shape' || (status !== undefined && BAD_QUERY.has(status));

/** Why no source could answer. */
export function problemOfAll(
  failed: readonly FailedSource[],
  links?: readonly Link[],
): Problem {
  if (failed.length > 0 && failed.every(({ kind }) => kind === 'empty')) {
    return metricsEmpty(failed.map(({ source }) => source).join(' and '));
  }
  const [first, ...others] = failed;
  return first && others.length === 0 && answersOddly(first)
    ? metricsUnreadable(first.source, first.cause)
    : metricsUnavailable(failed, links);
}

/** Why the first source did not answer, where another one did. */
export function problemOfFirst(
  failed: readonly FailedSource[],
  host: string,
): Problem | undefined {
  return failed.length > 0 ? metricsFromFallback(failed, host) : undefined;
}
