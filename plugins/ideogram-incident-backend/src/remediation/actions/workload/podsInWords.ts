import type { V1Deployment } from '@kubernetes/client-node';
import { formatCount } from 'backstage-plugin-ideogram-incident-common';

export const replicasOf = ({ spec }: V1Deployment): number =>
  spec?.replicas ?? 1;

export const recreates = ({ spec }: V1Deployment): boolean =>
  spec?.strategy?.type === 'Recreate';

/** Whether all pods may be away before a new one serves. */
export function mayAllBeAway(deployment: V1Deployment): boolean {
  const { maxUnavailable } = deployment.spec?.strategy?.rollingUpdate ?? {};
  const all =
    typeof maxUnavailable === 'number'
      ? maxUnavailable >= replicasOf(deployment)
      : maxUnavailable === '100%';
  return all || recreates(deployment);
}

/** Such as `6 pods, one after the other`. */
function podsInTurn(deployment: V1Deployment): string {
  const replicas = replicasOf(deployment);
  const pods = formatCount(replicas, 'pod');
  if (replicas === 1) return pods;
  return mayAllBeAway(deployment)
    ? `${pods}, all at once`
    : `${pods}, one after the other`;
}

/** "Sets X=true" becomes "Sets X=true and restarts 6 pods, one after the other." */
export function andRestarts(what: string, deployment: V1Deployment): string {
  return replicasOf(deployment) === 0
    ? `${what}. No pod restarts, for none is wanted.`
    : `${what} and restarts ${podsInTurn(deployment)}.`;
}

export function restarts(deployment: V1Deployment): string {
  return `Restarts ${podsInTurn(deployment)}.`;
}
