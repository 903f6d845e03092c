import type { ApiClient } from '../api-client/apiClient';
import { apply } from '../api-client/apply';
import { portalManifest, portalTokenPath, type Rights } from '../portalAccount';
import type { Contract } from './contract';

/** Grants the portal's account these rights in the contract's namespace, and signs in as it. */
export async function signInAsPortal(contract: Contract, rights: Rights[]) {
  const { admin, namespace } = contract;
  for (const right of rights) {
    for (const object of portalManifest(right, namespace, namespace)) {
      await apply(admin, object);
    }
  }
  const { status } = await admin.create(portalTokenPath(namespace), {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  return contract.withToken(status.token);
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
