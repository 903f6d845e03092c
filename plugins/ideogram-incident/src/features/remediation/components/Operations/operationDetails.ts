import type { Operation } from 'backstage-plugin-ideogram-incident-common';

/** An operation as text that can be pasted to whoever is asked for help. */
export function operationDetails(operation: Operation): string {
  const { error, steps, summary } = operation;
  const lines = [
    `${operation.title}: ${operation.status}`,
    `Component ${operation.entityRef}, target ${operation.target}`,
    `By ${operation.actor} at ${operation.createdAt}`,
    operation.reason && `Reason: ${operation.reason}`,
    summary && `Summary: ${summary}`,
    error && `Issue: ${error.issue}`,
    error && `Cause: ${error.cause}`,
    error && `Solution: ${error.solution}`,
    ...steps.map(
      ({ at, name, status, message }) =>
        `${at} ${name}: ${status}${message ? `, ${message}` : ''}`,
    ),
    `Operation ${operation.id}`,
  ];
  return lines.filter(Boolean).join('\n');
}
