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

const WORDS: Partial<Record<UpstreamErrorKind, string>> = {
  timeout: 'did not answer in time',
  dns: 'has a name that can not be found',
  refused: 'refuses the connection',
  reset: 'broke the connection before the answer was whole',
  tls: 'has a certificate or encryption that is not trusted',
};

/** The first known code in an error, its causes and the errors it gathers. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Object) || depth > 5) return undefined;
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

/**
 * What fetch throws, said for a person. Never repeats fetch's own message,
 * for that quotes header values.
 */
export function toUpstreamError(error: unknown, place: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const code = codeOf(error);
  if (code === undefined) {
    return new UpstreamError('network', `${place} can not be reached`);
  }
  if (code.startsWith('HPE_')) {
    return new UpstreamError('network', `${place} does not speak HTTP`, {
      code,
    });
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI')) {
    return new UpstreamError(
      'network',
      `${place} sent a compressed answer that can not be unpacked`,
      { code },
    );
  }
  const kind = KIND_BY_CODE[code] ?? (TLS_CODE.test(code) ? 'tls' : 'network');
  const words = WORDS[kind] ?? `can not be reached (${code})`;
  return new UpstreamError(kind, `${place} ${words}`, { code });
}
