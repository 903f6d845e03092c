import type { V1Deployment } from '@kubernetes/client-node';
import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
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
  'An autoscaler has set the number of pods, and sets it again when it sees fit: change its limits to keep yours.';

function refusalsOf(deployment: V1Deployment, replicas: number): string[] {
  if (deployment.metadata?.deletionTimestamp) {
    return ['The deployment is being deleted.'];
  }
  return replicasOf(deployment) === replicas
    ? [`Already so: ${formatCount(replicas, 'pod')} wanted.`]
    : [];
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
    assess({ deployment }) {
      const { metadata } = deployment;
      return {
        refusals: refusalsOf(deployment, replicas),
        checks: [],
        warnings: [
          ...(isAutoscaled(deployment) ? [AUTOSCALED] : []),
          ...gitOpsWarnings({ kind: 'Deployment', metadata }, 'replicas'),
        ],
        plan: [
          `Scales from ${replicasOf(deployment)} to ${formatCount(
            replicas,
            'pod',
          )}.`,
        ],
      };
    },
    async changes({ deployment }) {
      return { deployment: scalePatch(deployment, replicas) };
    },
  };
}
