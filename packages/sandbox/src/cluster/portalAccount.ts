import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CoreV1Api } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './objects';

/** The file that describes each part of the portal's rights. */
const files = {
  reader: 'deploy/kubernetes/portal-reader.yaml',
  remediator: 'deploy/kubernetes/portal-remediator.yaml',
  undoRollout: 'deploy/kubernetes/portal-undo-rollout.yaml',
  impersonator: 'deploy/kubernetes/portal-impersonator.yaml',
  people: 'packages/sandbox/kubernetes/people.yaml',
};

export type Rights = keyof typeof files;

// eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
const root = path.resolve(__dirname, '../../../..');

/** The namespace of the portal's account in the sandbox. */
const home = 'default';

/** A new token of the portal's account. */
export async function issuePortalToken(
  core: CoreV1Api,
  expirationSeconds: number,
  namespace = home,
): Promise<string> {
  const { status } = await core.createNamespacedServiceAccountToken({
    name: 'ideogram-incident-portal',
    namespace,
    body: { spec: { audiences: [], expirationSeconds } },
  });
  return status!.token;
}

/**
 * The objects of one manifest, as `kubectl --namespace <namespace> apply` makes
 * them. The account to which they give rights may be at home elsewhere.
 */
export function portalManifest(
  rights: Rights,
  namespace: string,
  accountNamespace = home,
): KubeObject[] {
  const text = readFileSync(path.join(root, files[rights]), 'utf8');
  return parseAllDocuments(text).map(document => {
    const object = document.toJS() as KubeObject;
    const { subjects } = object as { subjects?: { kind: string }[] };
    return {
      ...object,
      metadata: {
        ...object.metadata,
        ...(!object.kind?.startsWith('Cluster') && { namespace }),
      },
      ...(subjects && {
        subjects: subjects.map(subject =>
          subject.kind === 'ServiceAccount'
            ? { ...subject, namespace: accountNamespace }
            : subject,
        ),
      }),
    };
  });
}

/** All that the sandbox's portal may do in the namespaces of its targets, and its people with it. */
export function sandboxAccounts(namespaces: string[]): KubeObject[] {
  return namespaces.flatMap(name => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    ...(Object.keys(files) as Rights[]).flatMap(rights =>
      portalManifest(rights, name),
    ),
  ]);
}
