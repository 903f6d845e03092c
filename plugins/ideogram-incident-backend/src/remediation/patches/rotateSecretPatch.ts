import type { V1Secret } from '@kubernetes/client-node';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const isFilled = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Where `kubectl apply` was used on a secret, its values stand there too. */
function carriesValues(lastApplied: string): boolean {
  try {
    const applied = JSON.parse(lastApplied);
    return isFilled(applied?.data) || isFilled(applied?.stringData);
  } catch {
    return true;
  }
}

/**
 * Changes one key of a secret, as it was read and no later version of it, and
 * leaves the others alone.
 */
export function rotateSecretPatch(
  { metadata, data }: V1Secret,
  key: string,
  value: string,
): object | undefined {
  const encoded = Buffer.from(value).toString('base64');
  if (data?.[key] === encoded) return undefined;
  const lastApplied: unknown = metadata?.annotations?.[LAST_APPLIED];
  const hasToGo = typeof lastApplied === 'string' && carriesValues(lastApplied);
  return {
    metadata: {
      resourceVersion: metadata?.resourceVersion,
      ...(hasToGo && { annotations: { [LAST_APPLIED]: null } }),
    },
    data: { [key]: encoded },
  };
}
