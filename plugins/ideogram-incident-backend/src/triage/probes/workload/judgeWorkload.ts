import type { V1Deployment } from '@kubernetes/client-node';
import {
  formatCount,
  type PodTrouble,
  type ReadingStatus,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../../../upstream/kubernetes';

/** Those that degrade a workload even while enough pods are available. */
const SEVERE: Partial<Record<PodTrouble, string>> = {
  'out-of-memory': 'killed for want of memory',
  'image-pull': 'unable to pull the image',
  crashing: 'crashing',
  unschedulable: 'without a node',
};

export function countsOf(deployment: V1Deployment) {
  const { spec, status } = deployment;
  return {
    desired: spec?.replicas ?? 0,
    updated: count(status?.updatedReplicas),
    available: count(status?.availableReplicas),
  };
}

/** A count that is zero is left out by the API. */
function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0
    ? (value as number)
    : 0;
}

/** Why the deployment makes no pods at all, such as a quota. */
export function replicaFailure(deployment: V1Deployment): string | undefined {
  const failure = deployment.status?.conditions?.find(
    condition =>
      condition?.type === 'ReplicaFailure' && condition.status === 'True',
  );
  return plainText(failure?.message ?? failure?.reason);
}

/** What the counts and the pods of a deployment come to. */
export function judgeWorkload(
  { desired, available, pods }: WorkloadDetails,
  failure?: string,
): { status: ReadingStatus; summary: string } {
  const troubles = troublesInWords(pods);
  const reasons = [...troubles, ...(failure ? [failure] : [])].join(', ');
  const because = reasons === '' ? '' : `: ${reasons}`;
  if (desired === 0) {
    return {
      status: 'ok',
      summary: 'Scaled to zero: no pod is wanted, so that nothing runs',
    };
  }
  const summary = `${available} of ${formatCount(desired, 'pod')} available`;
  if (available === 0) {
    return { status: 'failing', summary: `${summary}${because}` };
  }
  const isWell = available >= desired && troubles.length === 0;
  return isWell
    ? { status: 'ok', summary }
    : { status: 'degraded', summary: `${summary}${because}` };
}

function troublesInWords(pods: WorkloadDetails['pods']): string[] {
  return Object.entries(SEVERE).flatMap(([trouble, words]) => {
    const suffering = pods.filter(pod => pod.trouble === trouble).length;
    return suffering > 0 ? [`${suffering} ${words}`] : [];
  });
}
