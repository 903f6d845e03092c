import {
  AppsV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { DEPLOYMENT } from './manifests';

/** How many pods a deployment wants and has. */
export interface WorkloadState {
  wanted: number;
  available: number;
  /** False while a rollout is under way. */
  settled: boolean;
}

/** The integration's deployments, as seen through the Kubernetes API. */
export interface Workloads {
  state(namespace: string): Promise<WorkloadState>;
  /** What `kubectl rollout restart` does. */
  restart(namespace: string): Promise<void>;
}

export function createWorkloads(kubeconfigFile: string): Workloads {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfigFile);
  const apps = kubeConfig.makeApiClient(AppsV1Api);

  return {
    async state(namespace) {
      const { metadata, spec, status } = await apps.readNamespacedDeployment({
        name: DEPLOYMENT,
        namespace,
      });
      const wanted = spec?.replicas ?? 1;
      const behind =
        (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
      return {
        wanted,
        available: status?.availableReplicas ?? 0,
        settled:
          !behind &&
          (status?.updatedReplicas ?? 0) === wanted &&
          (status?.replicas ?? 0) === wanted,
      };
    },

    async restart(namespace) {
      const restartedAt = new Date().toISOString();
      await apps.patchNamespacedDeployment(
        {
          name: DEPLOYMENT,
          namespace,
          fieldManager: 'sandbox',
          body: {
            spec: {
              template: {
                metadata: {
                  annotations: {
                    'kubectl.kubernetes.io/restartedAt': restartedAt,
                  },
                },
              },
            },
          },
        },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
    },
  };
}
