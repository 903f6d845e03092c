import type { ApiClient } from '../api-client/apiClient';
import type { KubeObject } from '../objects';
import { portalManifest, portalTokenPath, type Rights } from '../portalAccount';
import type { Contract } from './contract';

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
  const { status } = await contract.admin.create(portalTokenPath(namespace), {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  return status.token;
}

/** The portal's account, with these rights. */
export async function signInAsPortal(contract: Contract, rights: Rights[]) {
  return contract.withToken(await portalToken(contract, rights));
}

/** Whether somebody may do a thing, as the cluster says beforehand. */
export async function mayDo(
  client: ApiClient,
  resourceAttributes: object,
): Promise<boolean> {
  const { status } = await client.create(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    },
  );
  return status.allowed;
}
