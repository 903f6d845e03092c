import { AuthorizationV1Api, CoreV1Api } from '@kubernetes/client-node';
import { apiClient } from '../kubernetesClient';
import type { KubeObject } from '../objects';
import {
  issuePortalToken,
  portalManifest,
  type Rights,
} from '../portalAccount';
import type { Contract } from './contract';
import type { RawClient } from './rawClient';

/** Rights in the whole cluster get names of their own, for tests that run side by side. */
function withOwnName(object: KubeObject, { namespace }: Contract): KubeObject {
  if (!object.kind?.startsWith('Cluster')) return object;
  const { roleRef } = object as { roleRef?: { name: string } };
  const own = (name: string) => `${name}-${namespace}`;
  return {
    ...object,
    metadata: { ...object.metadata, name: own(object.metadata.name) },
    ...(roleRef && { roleRef: { ...roleRef, name: own(roleRef.name) } }),
  };
}

/** Grants the portal's account these rights in the contract's namespace, and gives a token of it. */
export async function portalToken(
  contract: Contract,
  rights: Rights[],
): Promise<string> {
  const { namespace } = contract;
  const objects = rights.flatMap(right =>
    portalManifest(right, namespace, namespace),
  );
  for (const object of objects) {
    await contract.applyObject(withOwnName(object, contract));
  }
  const core = apiClient(contract.admin.kubeConfig, CoreV1Api);
  return issuePortalToken(core, 3600, namespace);
}

/** The portal's account, with these rights. */
export async function signInAsPortal(contract: Contract, rights: Rights[]) {
  return contract.withToken(await portalToken(contract, rights));
}

/** Whether somebody may do a thing, as the cluster says beforehand. */
export async function mayDo(
  { kubeConfig }: RawClient,
  resourceAttributes: object,
): Promise<boolean> {
  const { status } = await apiClient(
    kubeConfig,
    AuthorizationV1Api,
  ).createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
  return status!.allowed;
}
