import type { V1Deployment } from '@kubernetes/client-node';

export function scalePatch(
  deployment: V1Deployment,
  replicas: number,
): object | undefined {
  return deployment.spec?.replicas === replicas
    ? undefined
    : { spec: { replicas } };
}
