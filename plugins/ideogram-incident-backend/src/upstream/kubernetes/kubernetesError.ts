import { fault } from 'backstage-plugin-ideogram-incident-common';

/**
 * How a cluster could not be read.
 *
 * - `timeout`: no whole answer before the deadline
 * - `dns`: the API server's name was not found
 * - `refused`: nothing listens there
 * - `reset`: the connection broke before the answer was whole
 * - `tls`: no trusted encrypted connection
 * - `sign-in`: our own side of the connection can not be set up, such as a
 *   kubeconfig that is missing
 * - `unauthorized`, `forbidden`: 401, 403
 * - `not-found`: the API server itself says that there is no such object
 * - `refused-request`: any other 4xx of the API server itself; it says why
 * - `too-large`: more bytes than allowed
 * - `unreadable`: an answer, but not the one that was asked for
 * - `server`: any other HTTP status
 * - `network`: anything else
 */
export type KubernetesErrorKind =
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'sign-in'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'refused-request'
  | 'too-large'
  | 'unreadable'
  | 'server'
  | 'network';

/**
 * A cluster could not be read. There is no `cause`, for the errors of the
 * client libraries quote headers, kubeconfig files and whole answers.
 */
export class KubernetesError extends Error {
  readonly kind: KubernetesErrorKind;
  /** What happened, in words that follow the cluster's name. */
  readonly fault: string;
  /** What the API server says about it, cleaned. */
  readonly reason?: string;

  constructor(kind: KubernetesErrorKind, words: string, reason?: string) {
    super(`The cluster ${words}`);
    this.name = 'KubernetesError';
    this.kind = kind;
    this.fault = words;
    this.reason = reason;
  }

  /** After so many milliseconds. */
  static timeout(ms: number): KubernetesError {
    return new KubernetesError('timeout', fault.noAnswer(ms));
  }
}
