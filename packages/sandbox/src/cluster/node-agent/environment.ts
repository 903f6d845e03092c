import type { V1Secret } from '@kubernetes/client-node';
import type { Container, EnvVar, Pod } from '../objects';

/** Reads a secret of the pod's namespace; undefined where there is none. */
export type SecretReader = (
  name: string,
) => Promise<Pick<V1Secret, 'data'> | undefined>;

/** What a program needs of this machine to run at all; nothing else is inherited. */
const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LANG',
  'LC_ALL',
];

const fields: Record<string, (pod: Pod) => string | undefined> = {
  'metadata.name': pod => pod.metadata.name,
  'metadata.namespace': pod => pod.metadata.namespace,
  'metadata.uid': pod => pod.metadata.uid,
  'spec.nodeName': pod => pod.spec.nodeName,
  'status.podIP': () => '127.0.0.1',
  'status.hostIP': () => '127.0.0.1',
};

async function fromSecret(
  pod: Pod,
  { name, key, optional }: { name: string; key: string; optional?: boolean },
  readSecret: SecretReader,
): Promise<string | undefined> {
  const secret = await readSecret(name);
  const value = secret?.data?.[key];
  if (value !== undefined) return Buffer.from(value, 'base64').toString('utf8');
  if (optional) return undefined;
  throw new Error(
    secret
      ? `couldn't find key ${key} in Secret ${pod.metadata.namespace}/${name}`
      : `secret "${name}" not found`,
  );
}

async function valueOf(
  pod: Pod,
  { name, value, valueFrom }: EnvVar,
  known: Record<string, string>,
  readSecret: SecretReader,
): Promise<string | undefined> {
  if (!valueFrom) return expand(value ?? '', known);
  if (valueFrom.secretKeyRef) {
    return fromSecret(pod, valueFrom.secretKeyRef, readSecret);
  }
  const path = valueFrom.fieldRef?.fieldPath ?? '';
  if (Object.hasOwn(fields, path)) return fields[path](pod) ?? '';
  throw new Error(
    `env ${name}: this node agent cannot read ${
      path || Object.keys(valueFrom)[0]
    }`,
  );
}

/** Replaces `$(NAME)` as Kubernetes does: unknown names stay, `$$(NAME)` is a literal. */
export function expand(text: string, known: Record<string, string>): string {
  return text.replace(
    /\$\$|\$\(([-._A-Za-z0-9]+)\)/g,
    (match, name: string | undefined) => {
      if (name === undefined) return '$';
      return Object.hasOwn(known, name) ? known[name] : match;
    },
  );
}

/** The environment of a container's program, with secrets as they are now; what is missing is named as the kubelet names it. */
export async function resolveEnvironment(
  pod: Pod,
  container: Container,
  readSecret: SecretReader,
): Promise<Record<string, string>> {
  const own: Record<string, string> = {};
  for (const variable of container.env ?? []) {
    const value = await valueOf(pod, variable, own, readSecret);
    if (value !== undefined) own[variable.name] = value;
  }
  const machine = Object.fromEntries(
    inherited.flatMap(name => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...machine, HOSTNAME: pod.metadata.name, ...own };
}
