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
