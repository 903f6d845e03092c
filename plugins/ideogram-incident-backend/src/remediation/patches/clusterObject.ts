import type { V1Deployment } from '@kubernetes/client-node';
import { contentHash } from '../../jobs';

/**
 * An object of the cluster as it stands in JSON: without what is undefined,
 * and with times as text.
 */
export function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** Says of an object which operation changed it last. */
export const OPERATION_ANNOTATION = 'ideogram-incident/operation';

interface Marked {
  metadata?: { annotations?: Record<string, string> };
}

/** Whether the change of an operation is in what the cluster shows. */
export function isMarked(object: Marked, operationId: string): boolean {
  return object.metadata?.annotations?.[OPERATION_ANNOTATION] === operationId;
}

/** The same patch, which leaves the operation's mark. */
export function marked(patch: object, operationId: string): object {
  const { metadata = {} } = patch as {
    metadata?: { annotations?: Record<string, unknown> };
  };
  return {
    ...patch,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [OPERATION_ANNOTATION]: operationId,
      },
    },
  };
}

/** The same patch, which is made of this version of an object and of no later one. */
export function ofVersion(patch: object, resourceVersion: string): object {
  const { metadata } = patch as { metadata?: object };
  return { ...patch, metadata: { ...metadata, resourceVersion } };
}

/**
 * Tells whether a deployment is still what somebody looked at. The number of
 * its pods does not count: an autoscaler changes that as it sees fit.
 */
export function specHash({ spec }: V1Deployment): string {
  const { replicas, ...rest } = spec ?? {};
  return contentHash(rest);
}
