import type { V1Deployment } from '@kubernetes/client-node';
import {
  formatCount,
  type PodTrouble,
  type ReadingStatus,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';

const IN_WORDS: Record<PodTrouble, string> = {
  'out-of-memory': 'out of memory',
  'image-pull': 'unable to pull the image',
  crashing: 'crashing',
  unschedulable: 'without a node',
  'not-ready': 'not ready',
};

export function countsOf(deployment: V1Deployment) {
  const { spec, status } = deployment;
  return {
    desired: spec?.replicas ?? 0,
    // A count that is zero is left out by the API.
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** What the counts and the pods of a deployment come to. */
export function evaluateWorkload(
  { desired, available, pods }: WorkloadDetails,
  failure?: string,
): { status: ReadingStatus; summary: string } {
  if (desired === 0) {
    return {
      status: 'ok',
      summary: 'Scaled to zero, so nothing runs',
    };
  }
  const counts = `${available} of ${formatCount(desired, 'pod')} available`;
  const isEnough = available >= desired;
  // While a rollout goes on, a pod that is not ready yet is no trouble.
  const suffering = pods.filter(
    ({ trouble }) => trouble && !(isEnough && trouble === 'not-ready'),
  );
  if (isEnough && suffering.length === 0) {
    return { status: 'ok', summary: counts };
  }
  const reasons = [...inWords(suffering), ...(failure ? [failure] : [])];
  return {
    status: available === 0 ? 'failing' : 'degraded',
    summary: [counts, reasons.join(', ')].filter(Boolean).join(': '),
  };
}

/** Such as `1 out of memory`, `2 crashing`. */
function inWords(pods: WorkloadDetails['pods']): string[] {
  return Object.entries(IN_WORDS).flatMap(([trouble, words]) => {
    const suffering = pods.filter(pod => pod.trouble === trouble).length;
    return suffering > 0 ? [`${suffering} ${words}`] : [];
  });
}
