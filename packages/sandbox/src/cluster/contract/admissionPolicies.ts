import {
  AdmissionregistrationV1Api,
  type KubeConfig,
} from '@kubernetes/client-node';
import { apiClient } from '../kubernetesClient';

/** Why changes are refused, and by what. */
export interface Denial {
  policy: string;
  message: string;
}

/** Refuses changes in a real cluster by policies of its own, and takes them away at the end. */
export function admissionPolicies(kubeConfig: KubeConfig) {
  const api = apiClient(kubeConfig, AdmissionregistrationV1Api);
  const made: string[] = [];
  return {
    forbidChanges: async (
      namespace: string,
      { policy: name, message }: Denial,
    ) => {
      made.push(name);
      await api.createValidatingAdmissionPolicy({
        body: {
          metadata: { name },
          spec: {
            failurePolicy: 'Fail',
            matchConstraints: {
              resourceRules: [
                {
                  apiGroups: ['apps'],
                  apiVersions: ['v1'],
                  operations: ['UPDATE'],
                  resources: ['deployments'],
                },
              ],
            },
            validations: [{ expression: 'false', message }],
          },
        },
      });
      await api.createValidatingAdmissionPolicyBinding({
        body: {
          metadata: { name },
          spec: {
            policyName: name,
            validationActions: ['Deny'],
            matchResources: {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': namespace },
              },
            },
          },
        },
      });
    },
    stop: async () => {
      for (const name of made) {
        await api.deleteValidatingAdmissionPolicyBinding({ name });
        await api.deleteValidatingAdmissionPolicy({ name });
      }
    },
  };
}
