import { fault } from 'backstage-plugin-ideogram-incident-common';

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
    words: string,
    more?: { status?: number; code?: string },
  ) {
    super(`${place} ${words}`);
    this.name = 'UpstreamError';
    this.kind = kind;
    this.place = place;
    this.fault = words;
    this.status = more?.status;
    this.code = more?.code;
  }
}

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
export function isReachable(error: UpstreamError): boolean {
  return !NO_ANSWER.includes(error.kind);
}

const MAX_PATH = 200;

/** Host and path of an address, without userinfo, query and fragment. */
export function hostAndPath(url: string | URL): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'an address that is not one';
  }
  const path = parsed.pathname === '/' ? '' : parsed.pathname;
  return parsed.host + path.slice(0, MAX_PATH);
}

const KIND_BY_CODE: Record<string, UpstreamErrorKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};
const TLS_CODE = /^(ERR_(TLS|SSL)_|CERT_|UNABLE_TO_|CRL_|INVALID_CA)/;

const TLS_REASON: Record<string, string> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate is of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate is of an unknown authority',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};
const UNROUTABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** The first known code in an error, its causes and the errors it gathers. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) {
    return undefined;
  }
  const { code, cause, errors } = error as {
    code?: unknown;
    cause?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string' && code !== '') return code;
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])];
  for (const each of inner) {
    const found = codeOf(each, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isParserError(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  return (cause as Error | undefined)?.name === 'HTTPParserError';
}

function faultOf(kind: UpstreamErrorKind, code: string, afterMs: number) {
  switch (kind) {
    case 'timeout':
      return fault.noAnswer(afterMs);
    case 'dns':
      return fault.nameNotFound;
    case 'refused':
      return fault.refused;
    case 'reset':
      return fault.reset;
    case 'tls':
      return fault.tls(TLS_REASON[code] ?? code);
    default:
      return UNROUTABLE.has(code) ? fault.unroutable : fault.other(code);
  }
}

/**
 * What fetch throws, said for a person. Never repeats fetch's own message,
 * for that quotes header values.
 */
export function toUpstreamError(
  error: unknown,
  place: string,
  afterMs: number,
): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (isParserError(error)) {
    return new UpstreamError('wrong-shape', place, 'does not speak HTTP');
  }
  const code = codeOf(error);
  if (code === undefined) {
    return new UpstreamError('network', place, fault.unroutable);
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI')) {
    const words = "answers with compressed data that can't be unpacked";
    return new UpstreamError('wrong-shape', place, words, { code });
  }
  const kind = KIND_BY_CODE[code] ?? (TLS_CODE.test(code) ? 'tls' : 'network');
  const words = faultOf(kind, code, afterMs);
  return new UpstreamError(kind, place, words, { code });
}
