import type {
  RemediationTarget,
  Target,
} from 'backstage-plugin-ideogram-incident-node';

/** Only in a cluster is there something to remediate. */
export function isRemediationTarget(
  target: Target,
): target is RemediationTarget {
  return target.kubernetes !== undefined;
}
