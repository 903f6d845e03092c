import type { Call, Services } from '../call';
import { resources } from '../resources';
import { refuse } from '../statusError';
import { reviewAccess } from './accessReview';
import { sendPodLog } from './podLog';
import { sendPodMetrics } from './podMetrics';
import { read } from './read';
import { issueToken } from './tokenRequest';
import { write } from './write';

/** Answers a call about a resource. */
export async function handleResource(
  services: Services,
  call: Call,
): Promise<void> {
  const { resource, subresource } = call.target;
  if (resource === resources.podmetrics) return sendPodMetrics(services, call);
  if (resource === resources.selfsubjectaccessreviews) {
    return reviewAccess(services, call);
  }
  if (subresource === 'token') return issueToken(services, call);
  if (subresource === 'log') return sendPodLog(services, call);
  switch (call.verb) {
    case 'get':
    case 'list':
    case 'watch':
      return read(services, call);
    case 'create':
    case 'update':
    case 'patch':
    case 'delete':
      return write(services, call);
    default:
      throw refuse.methodNotAllowed();
  }
}
