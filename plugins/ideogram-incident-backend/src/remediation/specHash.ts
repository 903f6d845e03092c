import { createHash } from 'node:crypto';
import type { V1Deployment } from '@kubernetes/client-node';
import { canonicalJson } from './canonicalJson';

/**
 * Tells whether a deployment is still what somebody looked at. The number of
 * its pods does not count: an autoscaler changes that as it sees fit.
 */
export function specHash({ spec }: V1Deployment): string {
  const { replicas, ...rest } = spec ?? {};
  return createHash('sha256').update(canonicalJson(rest)).digest('hex');
}
