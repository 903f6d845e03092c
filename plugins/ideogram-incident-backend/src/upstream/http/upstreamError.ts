/**
 * How an outside system could not be read.
 *
 * - `timeout`: no whole answer before the deadline
 * - `dns`: the host's name was not found
 * - `refused`: nothing listens there
 * - `reset`: the connection broke before the answer was whole
 * - `tls`: no trusted encrypted connection
 * - `redirect`: a redirect to another origin, or too many of them
 * - `too-large`: more bytes than allowed
 * - `html`, `not-json`, `wrong-shape`: an answer, but not the one asked for
 * - `status`: an HTTP status that is no answer
 * - `empty`: an answer that holds nothing of what was asked for
 * - `network`: anything else
 */
export type UpstreamErrorKind =
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'redirect'
  | 'too-large'
  | 'network'
  | 'html'
  | 'not-json'
  | 'wrong-shape'
  | 'status'
  | 'empty';

/**
 * An outside system could not be read. The message is for a person and names
 * no more of the address than host and path: queries and userinfo carry
 * secrets. For the same reason there is no `cause`; the system's own error
 * code is in `code`.
 */
export class UpstreamError extends Error {
  readonly kind: UpstreamErrorKind;
  /** Host and path. */
  readonly place: string;
  /** What it did instead of answering, in words that follow its name. */
  readonly fault: string;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** The error code of the operating system or of the TLS library. */
  readonly code?: string;

  constructor(
    kind: UpstreamErrorKind,
    place: string,
    fault: string,
    more?: { status?: number; code?: string },
  ) {
    super(`${place} ${fault}`);
    this.name = 'UpstreamError';
    this.kind = kind;
    this.place = place;
    this.fault = fault;
    this.status = more?.status;
    this.code = more?.code;
  }
}
