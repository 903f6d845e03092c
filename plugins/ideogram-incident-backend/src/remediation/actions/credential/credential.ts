import { escalationContact } from 'backstage-plugin-ideogram-incident-common';
import type {
  V1Container,
  V1Deployment,
  V1Secret,
} from '@kubernetes/client-node';
import {
  ActionError,
  type ActionInput,
} from 'backstage-plugin-ideogram-incident-node';

export interface Credential {
  secret: V1Secret;
  /** As it is stored; undefined where the secret has no such key, or an empty one. */
  value?: string;
}

/** @throws ActionError where there is no secret */
export async function readCredential({
  target,
  cluster,
}: Pick<ActionInput, 'target' | 'cluster'>): Promise<Credential> {
  const { namespace, secret: configured } = target.kubernetes;
  const secret = await cluster.secret();
  if (!secret) {
    throw new ActionError({
      issue: `The secret ${configured.name} is missing.`,
      cause: `There is no secret ${configured.name} in ${namespace}.`,
      solution: `Ask ${escalationContact(target)} to create it with the key ${
        configured.key
      }, or the portal's operator to correct kubernetes.secret.`,
    });
  }
  const data = new Map(Object.entries(secret.data ?? {}));
  const encoded = data.get(configured.key);
  return {
    secret,
    ...(encoded && { value: Buffer.from(encoded, 'base64').toString('utf8') }),
  };
}

interface SecretKey {
  name: string;
  key: string;
}

const listOf = <T>(list: T[] | undefined): T[] =>
  Array.isArray(list) ? list.filter(each => each) : [];

function isInEnv(
  { env, envFrom }: V1Container,
  { name, key }: SecretKey,
): boolean {
  return (
    listOf(env).some(({ valueFrom }) => {
      const reference = valueFrom?.secretKeyRef;
      return reference?.name === name && reference.key === key;
    }) || listOf(envFrom).some(({ secretRef }) => secretRef?.name === name)
  );
}

/**
 * How the pods of a deployment get a key of a secret: as env, which they are
 * given once, at their start; as a file, which changes with the secret; or not
 * by the deployment at all.
 */
export function secretMountKind(
  deployment: V1Deployment,
  secretKey: SecretKey,
): 'env' | 'file' | undefined {
  const { containers, initContainers, volumes } =
    deployment.spec?.template?.spec ?? {};
  const all = [...listOf(containers), ...listOf(initContainers)];
  if (all.some(container => isInEnv(container, secretKey))) return 'env';
  const isFile = listOf(volumes).some(
    ({ secret, projected }) =>
      secret?.secretName === secretKey.name ||
      listOf(projected?.sources).some(
        source => source.secret?.name === secretKey.name,
      ),
  );
  return isFile ? 'file' : undefined;
}
