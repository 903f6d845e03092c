import type { KubeConfig } from '@kubernetes/client-node';
import { ApiClient } from '../api-client/apiClient';
import type { ContractCluster } from './contractCluster';

const root = '/apis/admissionregistration.k8s.io/v1';
const kinds = {
  ValidatingAdmissionPolicy: `${root}/validatingadmissionpolicies`,
  ValidatingAdmissionPolicyBinding: `${root}/validatingadmissionpolicybindings`,
};

/** Refuses changes in a real cluster by policies of its own, and takes them away at the end. */
export function admissionPolicies(
  kubeConfig: KubeConfig,
): Pick<ContractCluster, 'forbidChanges' | 'stop'> {
  const made: string[] = [];
  const create = async (
    client: ApiClient,
    kind: keyof typeof kinds,
    name: string,
    spec: object,
  ) => {
    const object = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind,
      metadata: { name },
      spec,
    };
    await client.create(kinds[kind], object);
    made.push(`${kinds[kind]}/${name}`);
  };
  return {
    forbidChanges: async (namespace, { policy, message }) => {
      const client = await ApiClient.connect(kubeConfig);
      await create(client, 'ValidatingAdmissionPolicy', policy, {
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
      });
      await create(client, 'ValidatingAdmissionPolicyBinding', policy, {
        policyName: policy,
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': namespace },
          },
        },
      });
      client.close();
    },
    stop: async () => {
      const client = await ApiClient.connect(kubeConfig);
      for (const path of made.reverse()) await client.delete(path);
      client.close();
    },
  };
}
