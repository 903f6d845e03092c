import {
  AppsV1Api,
  KubeConfig,
  type V1Deployment,
} from '@kubernetes/client-node';
import { strategicMerge } from '../cluster/kubernetesClient';
import {
  ALL_AT_ONCE,
  CONTAINER,
  DEPLOYMENT,
  ONE_AFTER_THE_OTHER,
  STYLES_ENV,
} from './manifests';
import type { Styles, StylesFiles } from './stylesFiles';

/** How many pods a deployment wants and has. */
export interface WorkloadState {
  wanted: number;
  available: number;
  /** False while a rollout is under way. */
  settled: boolean;
  /** What its pods are told to read. */
  styles: Styles;
}

/** The integration's deployments, as seen through the Kubernetes API. */
export interface Workloads {
  state(namespace: string): Promise<WorkloadState>;
  /**
   * Good styles to fresh pods, one after the other; or broken ones to all pods
   * at once, which changes nothing where they are rolled out already.
   */
  rollOut(namespace: string, styles: Styles): Promise<void>;
}

export function createWorkloads(
  kubeconfigFile: string,
  stylesFiles: StylesFiles,
): Workloads {
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
        styles: stylesFileOf(spec) === stylesFiles.broken ? 'broken' : 'good',
      };
    },

    async rollOut(namespace, styles) {
      await apps.patchNamespacedDeployment(
        {
          name: DEPLOYMENT,
          namespace,
          fieldManager: 'sandbox',
          body: rolloutPatch(styles, stylesFiles[styles]),
        },
        strategicMerge,
      );
    },
  };
}

function stylesFileOf(spec: V1Deployment['spec']): string | undefined {
  return spec?.template.spec?.containers
    .find(({ name }) => name === CONTAINER)
    ?.env?.find(({ name }) => name === STYLES_ENV)?.value;
}

function rolloutPatch(styles: Styles, file: string): object {
  const good = styles === 'good';
  const restartedAt = good ? new Date().toISOString() : undefined;
  return {
    spec: {
      strategy: good ? ONE_AFTER_THE_OTHER : ALL_AT_ONCE,
      template: {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt },
        },
        spec: {
          containers: [
            { name: CONTAINER, env: [{ name: STYLES_ENV, value: file }] },
          ],
        },
      },
    },
  };
}
