import {
  builtInActions,
  type BuiltInAction,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';

const isBuiltIn = (action: string): action is BuiltInAction =>
  Object.hasOwn(builtInActions, action);

/**
 * What an operation is doing, or has done: "Rotating credential". One that an
 * operator or a module added has only the title of its action.
 */
export function useOperationTitle(): (operation: Operation) => string {
  const t = useTranslation();
  return ({ action, status, outcome, title }) => {
    switch (status) {
      case 'failed':
      case 'rejected':
      case 'withdrawn':
      case 'expired':
      case 'stopped':
        return t(`operation.${status}`, { title });
      case 'succeeded':
        return isBuiltIn(action) && outcome !== 'key-refused'
          ? t(`did.${action}`)
          : title;
      case 'awaiting-approval':
        return title;
      default:
        return isBuiltIn(action) ? t(`doing.${action}`) : title;
    }
  };
}

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
