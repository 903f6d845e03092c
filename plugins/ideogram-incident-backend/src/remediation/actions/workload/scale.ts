import type { V1Deployment } from '@kubernetes/client-node';
import {
  cautionsOf,
  formatCount,
  formatRate,
  type Reading,
  readingOf,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { replicaFailure } from '../../../upstream/kubernetes';
import { scalePatch } from '../../patches';
import { type ActionWords, ofDeployment } from '../actionWords';
import { gitOpsWarnings } from '../gitOpsWarnings';
import { replicasOf } from './inspectDeployment';

/** The controller manager sets this field for autoscalers alone. */
const MANAGER = 'kube-controller-manager';

/** Whether an autoscaler was the last to say how many pods are wanted. */
export function isAutoscaled({ metadata }: V1Deployment): boolean {
  const entries: unknown = metadata?.managedFields;
  return (
    Array.isArray(entries) &&
    entries.some(
      entry =>
        entry?.manager === MANAGER &&
        entry.fieldsV1?.['f:spec']?.['f:replicas'] !== undefined,
    )
  );
}

const AUTOSCALED =
  'An autoscaler sets the number of pods, and will change yours again: change its limits instead.';

function refusalsOf(deployment: V1Deployment, replicas: number): string[] {
  if (deployment.metadata?.deletionTimestamp) {
    return ['The deployment is being deleted.'];
  }
  return replicasOf(deployment) === replicas
    ? [`Already so: ${formatCount(replicas, 'pod')} wanted.`]
    : [];
}

/** The cluster says so only once it has tried, as with a quota. */
function noRoom(deployment: V1Deployment): string[] {
  const failure = replicaFailure(deployment);
  return failure
    ? [`The cluster can't even start the pods that are wanted now: ${failure}`]
    : [];
}

/** What the pods that stay have to do. */
function fewerPods(
  present: number,
  replicas: number,
  readings: readonly Reading[] = [],
): string[] {
  if (replicas >= present) return [];
  if (replicas === 0) {
    return [`Ends all ${formatCount(present, 'pod')}: nobody is served.`];
  }
  const rate = readingOf(readings, 'error-rate')?.details?.requestsPerSecond;
  const load = rate
    ? `; each serves ${formatRate(
        rate / replicas,
        'requests',
      )} then, and ${formatRate(rate / present, 'requests')} now`
    : '';
  return [
    `Ends ${present - replicas} of ${formatCount(present, 'pod')}${load}.`,
  ];
}

/** A paused deployment is scaled like any other. */
export function createScaleAction(
  words: ActionWords,
  replicas: number,
): RemediationAction {
  return {
    ...words,
    ...ofDeployment,
    verifiedBy: 'pods',
    assess({ deployment, readings }) {
      const { metadata } = deployment;
      const present = replicasOf(deployment);
      return {
        refusals: refusalsOf(deployment, replicas),
        checks: [],
        warnings: [
          ...(isAutoscaled(deployment) ? [AUTOSCALED] : []),
          ...gitOpsWarnings({ kind: 'Deployment', metadata }, 'replicas'),
          ...(replicas > present
            ? [...noRoom(deployment), ...cautionsOf('scale-out', readings)]
            : fewerPods(present, replicas, readings)),
        ],
        plan: [`Scales from ${present} to ${formatCount(replicas, 'pod')}.`],
      };
    },
    async changes({ deployment }) {
      return { deployment: scalePatch(deployment, replicas) };
    },
  };
}
