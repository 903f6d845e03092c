import { fault } from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../text';
import { KubernetesError, type KubernetesErrorKind } from './kubernetesError';
import { withoutSent } from './withoutSent';

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
  const reason = plainText(said && withoutSent(said, sent));
  const refusedBy = said && whoRefused(said);
  const kind = kindOf(status, said, refusedBy);
  const words =
    kind === 'unauthorized' || kind === 'forbidden'
      ? fault.signIn(status)
      : fault.status(status);
  return new KubernetesError(kind, words, {
    status,
    reason,
    refusedBy: plainText(refusedBy && withoutSent(refusedBy, sent)),
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
