import { fault } from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../text';
import { KubernetesError } from './kubernetesError';

/**
 * What an answer that is no success means. Only a `Status` object is the API
 * server's own word: a bare 404 is as likely from a proxy, or of an API that
 * is not served, and must not be taken for "there is no such object".
 */
export function refusal(status: number, json: string): KubernetesError {
  const said = statusObject(json);
  const reason = said && plainText(said.message);
  if (status === 401) {
    return new KubernetesError('unauthorized', fault.signIn(401), reason);
  }
  if (status === 403) {
    return new KubernetesError('forbidden', fault.signIn(403), reason);
  }
  if (status === 404 && said) {
    return new KubernetesError('not-found', fault.status(404), reason);
  }
  if (status >= 400 && status < 500 && said) {
    return new KubernetesError('refused-request', fault.status(status), reason);
  }
  return new KubernetesError('server', fault.status(status), reason);
}

function statusObject(json: string): { message?: unknown } | undefined {
  try {
    const body: unknown = JSON.parse(json);
    return (body as { kind?: unknown } | null)?.kind === 'Status'
      ? (body as object)
      : undefined;
  } catch {
    return undefined;
  }
}
