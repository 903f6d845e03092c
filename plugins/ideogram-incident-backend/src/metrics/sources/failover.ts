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
  /** Those that were asked before, and could not answer. */
  failed: FailedSource[];
} & ({ answer: T; host: string } | { answer?: undefined; host?: undefined });

/**
 * Asks one source after the other until one answers. Each gets an equal share
 * of the time that is left, so that one that hangs leaves time for the next.
 */
export async function failover<T extends object>(
  sources: readonly MetricsSource[],
  { signal, deadline }: Reader,
  ask: (source: MetricsSource, reader: Reader) => Promise<T>,
): Promise<Asked<T>> {
  const failed: FailedSource[] = [];
  for (const [index, source] of sources.entries()) {
    if (signal.aborted) break;
    const leftMs = deadline - RESERVE_MS - Date.now();
    const shareMs = Math.max(1, Math.floor(leftMs / (sources.length - index)));
    const reader = {
      signal: AbortSignal.any([signal, AbortSignal.timeout(shareMs)]),
      deadline: Date.now() + shareMs,
    };
    try {
      return { answer: await ask(source, reader), host: source.host, failed };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const { fault: cause, kind, status } = error;
      const isDown = source.isPrometheus && isOut(error);
      failed.push({ source: source.host, cause, isDown, kind, status });
    }
  }
  return { failed };
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
