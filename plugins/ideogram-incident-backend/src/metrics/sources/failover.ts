import {
  metricsProblems,
  type Link,
  type Problem,
  type SourceFault,
} from 'backstage-plugin-ideogram-incident-common';
import { isReachable, UpstreamError } from '../../upstream/http';
import type { MetricsSource, Reader } from './metricsSource';

/** So that the answer is ready when the deadline comes. */
const RESERVE_MS = 50;

/** No answer at all, or a server that says that it can't. */
const isOut = (error: UpstreamError) =>
  (error.status ?? 0) >= 500 || (!isReachable(error) && error.kind !== 'tls');

/** A source that could not answer. */
export interface FailedSource extends SourceFault {
  kind: UpstreamError['kind'];
  /** The HTTP status, where there was one. */
  status?: number;
}

export type Asked<T> = {
  /** Those that were asked before, and could not answer, or not for all. */
  failed: FailedSource[];
} & ({ answer: T; host: string } | { answer?: undefined; host?: undefined });

export interface Question<T> {
  ask(source: MetricsSource, reader: Reader): Promise<T>;
  /** What an answer is short of, in words that follow the source's name. */
  lackOf(answer: T, source: MetricsSource): string | undefined;
  /** How much an answer that is short of something tells all the same. */
  worth(answer: T): number;
}

/**
 * Asks one source after the other until one gives a whole answer. Each gets an
 * equal share of the time that is left, so that one that hangs leaves time for
 * the next. Where none is whole, the one that tells most is given.
 */
export async function failover<T extends object>(
  sources: readonly MetricsSource[],
  { signal, deadline }: Reader,
  { ask, lackOf, worth }: Question<T>,
): Promise<Asked<T>> {
  const failed: FailedSource[] = [];
  let best: (Asked<T> & { answer: T }) | undefined;
  for (const [index, source] of sources.entries()) {
    if (signal.aborted) break;
    const leftMs = deadline - RESERVE_MS - Date.now();
    const shareMs = Math.max(1, Math.floor(leftMs / (sources.length - index)));
    const reader = {
      signal: AbortSignal.any([signal, AbortSignal.timeout(shareMs)]),
      deadline: Date.now() + shareMs,
    };
    try {
      const answer = await ask(source, reader);
      const asked = { answer, host: source.host, failed: [...failed] };
      const lack = lackOf(answer, source);
      if (lack === undefined) return asked;
      if (!best || worth(answer) > worth(best.answer)) best = asked;
      failed.push({
        source: source.host,
        cause: lack,
        isDown: false,
        kind: 'wrong-shape',
      });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const { fault: cause, kind, status } = error;
      const isDown = source.isPrometheus && isOut(error);
      failed.push({ source: source.host, cause, isDown, kind, status });
    }
  }
  return best ?? { failed };
}

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
    return metricsProblems.empty(
      failed.map(({ source }) => source).join(' and '),
    );
  }
  const [first, ...others] = failed;
  return first && others.length === 0 && answersOddly(first)
    ? metricsProblems.unreadable(first.source, first.cause)
    : metricsProblems.unavailable(failed, links);
}

/** Why the first source did not answer, where another one did. */
export function problemOfFirst(
  failed: readonly FailedSource[],
  host: string,
): Problem | undefined {
  return failed.length > 0
    ? metricsProblems.fromFallback(failed, host)
    : undefined;
}
