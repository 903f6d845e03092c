import type { V1Secret } from '@kubernetes/client-node';
import {
  ActionError,
  type ActionInput,
} from 'backstage-plugin-ideogram-incident-node';
import { whomToAsk } from '../whomToAsk';

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
      solution: `Ask ${whomToAsk(target)} to create it with the key ${
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
