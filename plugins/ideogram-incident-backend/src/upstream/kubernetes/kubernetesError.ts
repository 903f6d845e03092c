import { fault } from 'backstage-plugin-ideogram-incident-common';
import { toUpstreamError } from '../http';

/**
 * How a cluster could not be read or changed.
 *
 * - `timeout`: no whole answer before the deadline
 * - `dns`: the API server's name was not found
 * - `refused`: nothing listens there
 * - `reset`: the connection broke before the answer was whole
 * - `tls`: no trusted encrypted connection
 * - `sign-in`: our own side of the connection can not be set up, such as a
 *   kubeconfig that is missing
 * - `unauthorized`, `forbidden`: 401, 403
 * - `impersonation`: the account may not act in the name of the person
 * - `admission`: a webhook or a policy does not let the change in, or can not
 *   be asked
 * - `quota`: the change would need more than the namespace may have
 * - `conflict`: the object is not any more as the change expects it
 * - `invalid`: the object would not be valid with the change
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
  | 'impersonation'
  | 'admission'
  | 'quota'
  | 'conflict'
  | 'invalid'
  | 'not-found'
  | 'refused-request'
  | 'too-large'
  | 'unreadable'
  | 'server'
  | 'network';

export interface KubernetesErrorDetails {
  /** The HTTP status of an answer that is no success. */
  status?: number;
  /** What the API server says about it, cleaned. */
  reason?: string;
  /** Of kind `admission`: the webhook or policy. */
  refusedBy?: string;
  /** Of a change: true where the cluster may have made it all the same. */
  mayHaveHappened?: boolean;
}

/**
 * A cluster could not be read or changed. There is no `cause`, for the errors
 * of the client libraries quote headers, kubeconfig files and whole answers.
 */
export class KubernetesError extends Error {
  readonly kind: KubernetesErrorKind;
  /** What happened, in words that follow the cluster's name. */
  readonly fault: string;
  readonly status?: number;
  readonly reason?: string;
  readonly refusedBy?: string;
  readonly mayHaveHappened: boolean;

  constructor(
    kind: KubernetesErrorKind,
    words: string,
    details: KubernetesErrorDetails = {},
  ) {
    super(`The cluster ${words}`);
    this.name = 'KubernetesError';
    this.kind = kind;
    this.fault = words;
    this.status = details.status;
    this.reason = details.reason;
    this.refusedBy = details.refusedBy;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
  }

  /** After so many milliseconds. */
  static timeout(ms: number): KubernetesError {
    return new KubernetesError('timeout', fault.noAnswer(ms));
  }

  with(details: KubernetesErrorDetails): KubernetesError {
    return new KubernetesError(this.kind, this.fault, { ...this, ...details });
  }
}

const CONNECTION_KINDS = new Set<string>([
  'timeout',
  'dns',
  'refused',
  'reset',
  'tls',
] satisfies KubernetesErrorKind[]);

/** What a request to an API server threw, in the words that all probes share. */
export function toConnectionError(
  error: unknown,
  timeoutMs: number,
): KubernetesError {
  if (error instanceof KubernetesError) return error;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    return new KubernetesError('unreadable', 'does not speak HTTP');
  }
  const upstream = toUpstreamError(error, 'the API server', timeoutMs);
  return new KubernetesError(
    CONNECTION_KINDS.has(upstream.kind)
      ? (upstream.kind as KubernetesErrorKind)
      : 'network',
    upstream.fault,
  );
}
