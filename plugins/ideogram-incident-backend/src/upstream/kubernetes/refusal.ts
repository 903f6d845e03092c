import {
  fault,
  maskKnownValues,
} from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../text';
import { KubernetesError, type KubernetesErrorKind } from './kubernetesError';

/** The API server's words, which are the only place where it tells these. */
const IMPERSONATION = / cannot impersonate resource /;
const QUOTA = / exceeded quota: | is forbidden: exceeded quota\b/;
const DENIED_BY = [
  /admission webhook "([^"]{1,253})" denied the request/,
  /failed calling webhook "([^"]{1,253})"/,
  /ValidatingAdmissionPolicy '([^']{1,253})' .{0,400}denied request/,
  /(?:violates) (PodSecurity) "/,
];

const BY_STATUS: Record<number, KubernetesErrorKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  422: 'invalid',
};

/**
 * What an answer that is no success means. Only a `Status` object is the API
 * server's own word: a bare 404 is as likely from a proxy, or of an API that
 * is not served, and must not be taken for "there is no such object".
 *
 * @param sent - secrets of the request, which must not come back in words
 */
export function refusal(
  status: number,
  json: string,
  sent: readonly string[],
): KubernetesError {
  const said = statusMessage(json);
  const reason = plainText(said && maskSent(said, sent));
  const refusedBy = said && whoRefused(said);
  const kind = kindOf(status, said, refusedBy);
  const words =
    kind === 'unauthorized' || kind === 'forbidden'
      ? fault.signIn(status)
      : fault.status(status);
  return new KubernetesError(kind, words, {
    status,
    reason,
    refusedBy: plainText(refusedBy && maskSent(refusedBy, sent)),
  });
}

function kindOf(
  status: number,
  said: string | undefined,
  refusedBy: string | undefined,
): KubernetesErrorKind {
  if (status === 401) return 'unauthorized';
  if (said === undefined) return status === 403 ? 'forbidden' : 'server';
  if (refusedBy) return 'admission';
  if (status === 403 && IMPERSONATION.test(said)) return 'impersonation';
  if (status === 403 && QUOTA.test(said)) return 'quota';
  return BY_STATUS[status] ?? (status < 500 ? 'refused-request' : 'server');
}

function whoRefused(said: string): string | undefined {
  for (const pattern of DENIED_BY) {
    const match = pattern.exec(said);
    if (match) return match[1];
  }
  return undefined;
}

/** Of a `Status` object; empty where it says nothing. */
function statusMessage(json: string): string | undefined {
  try {
    const body = JSON.parse(json) as { kind?: unknown; message?: unknown };
    if (body?.kind !== 'Status') return undefined;
    return typeof body.message === 'string' ? body.message : '';
  } catch {
    return undefined;
  }
}

/** As {@link maskKnownValues} masks. */
const MASK = '[masked]';
/** Shorter pieces of a secret help nobody to find the rest. */
const PIECE = 6;
/** Looking for pieces of more takes too long; no credential is that long. */
const MAX_SECRET = 16 * 1024;
/** More is not shown anyway. */
const MAX_TEXT = 4_096;

/**
 * What an API server says, without the secrets that it was sent. Its parser
 * quotes the bytes around the place where it stopped, so that pieces of a
 * value are masked as well.
 */
export function maskSent(said: string, secrets: readonly string[]): string {
  if (secrets.some(secret => secret.length > MAX_SECRET)) return '';
  const text = said.slice(0, MAX_TEXT);
  return secrets.reduce(
    (rest, secret) => formsOf(secret).reduce(withoutPieces, rest),
    maskKnownValues(text, secrets).text,
  );
}

function formsOf(secret: string): string[] {
  const values = [secret, secret.trim()].map(value => Buffer.from(value));
  const forms = values.flatMap(bytes => [
    bytes.toString(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]);
  return [...new Set(forms)].filter(form => form.length >= PIECE);
}

function withoutPieces(text: string, form: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const length = sharedLength(text, at, form);
    if (length < PIECE) {
      result += text[at];
      at += 1;
    } else {
      result += MASK;
      at += length;
    }
  }
  return result;
}

/** How much of the text from there on stands in the form somewhere. */
function sharedLength(text: string, from: number, form: string): number {
  let length = 0;
  let piece = text.slice(from, from + PIECE);
  while (piece.length > length && form.includes(piece)) {
    length = piece.length;
    piece = text.slice(from, from + length + 1);
  }
  return length;
}
