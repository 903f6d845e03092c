import type { V1Container, V1Deployment } from '@kubernetes/client-node';

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
export function useOf(
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
