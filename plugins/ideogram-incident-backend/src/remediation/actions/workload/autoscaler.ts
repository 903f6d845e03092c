import type { V1Deployment } from '@kubernetes/client-node';

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
