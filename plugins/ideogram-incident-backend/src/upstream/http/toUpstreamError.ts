import { fault } from 'backstage-plugin-ideogram-incident-common';
import { UpstreamError, type UpstreamErrorKind } from './upstreamError';

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
    const words = 'answers with compressed data that can not be unpacked';
    return new UpstreamError('wrong-shape', place, words, { code });
  }
  const kind = KIND_BY_CODE[code] ?? (TLS_CODE.test(code) ? 'tls' : 'network');
  const words = faultOf(kind, code, afterMs);
  return new UpstreamError(kind, place, words, { code });
}
