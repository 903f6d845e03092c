import type { V1Deployment } from '@kubernetes/client-node';

export const UID = 'of-the-deployment';

interface Shape {
  metadata?: object;
  spec?: object;
  status?: object;
  template?: object;
  containers?: unknown;
}

/** A deployment of six pods that are all well, but for what is given. */
export function deploymentOf({
  metadata,
  spec,
  status,
  template,
  containers = [{ name: 'app' }],
}: Shape = {}): V1Deployment {
  return {
    metadata: {
      name: 'images',
      namespace: 'default',
      generation: 3,
      uid: UID,
      ...metadata,
    },
    spec: {
      replicas: 6,
      template: { spec: { containers }, ...template },
      ...spec,
    },
    status: {
      observedGeneration: 3,
      replicas: 6,
      updatedReplicas: 6,
      availableReplicas: 6,
      ...status,
    },
  } as unknown as V1Deployment;
}
