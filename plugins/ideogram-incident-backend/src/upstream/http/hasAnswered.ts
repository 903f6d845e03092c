import type { UpstreamError, UpstreamErrorKind } from './upstreamError';

const NO_ANSWER: readonly UpstreamErrorKind[] = [
  'timeout',
  'dns',
  'refused',
  'reset',
  'tls',
  'network',
];

/**
 * Whether there was an answer, though not one that can be read: then the
 * address is to be looked at, and not the way to it.
 */
export function hasAnswered(error: UpstreamError): boolean {
  return !NO_ANSWER.includes(error.kind);
}
