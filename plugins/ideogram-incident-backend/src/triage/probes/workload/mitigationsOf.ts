import type { V1Deployment } from '@kubernetes/client-node';
import type {
  KubernetesDescription,
  MitigationName,
} from 'backstage-plugin-ideogram-incident-common';

const NAMES: readonly MitigationName[] = ['queue', 'fallback'];

/** The env overrides that are set, whoever set them. */
export function mitigationsOf(
  deployment: V1Deployment,
  kubernetes: KubernetesDescription,
): MitigationName[] {
  const containers: unknown = deployment.spec?.template?.spec?.containers;
  const entries = (Array.isArray(containers) ? containers : [])
    .filter(
      container =>
        !kubernetes.container || container?.name === kubernetes.container,
    )
    .flatMap(container => (Array.isArray(container?.env) ? container.env : []));
  return NAMES.filter(name => {
    const { env, value } = kubernetes[name];
    return entries.some(
      entry => entry?.name === env && (entry.value ?? '') === value,
    );
  });
}
