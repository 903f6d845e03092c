import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  escalationContact,
  maskSecrets,
  type OperationError,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionError } from 'backstage-plugin-ideogram-incident-node';
import { randomUUID } from 'node:crypto';
import { KubernetesError, problemOfWrite } from '../../upstream/kubernetes';
import { UnsettledError } from './applyChange';
import type { OperationRun } from './operationRun';
import type { Invocation } from './runContext';

interface FailureOptions {
  /** True where the person's own rights count in the cluster. */
  impersonate: boolean;
  logger: LoggerService;
}

const RESTART_LEFT =
  'Then restart the integration: its pods go on with the old value of the secret until they are replaced.';

/** What the operation was at when the cluster said no. */
function failedChange(
  { operation, progress }: OperationRun,
  { target }: Invocation,
  impersonate: boolean,
) {
  const { namespace, deployment, secret } = target.kubernetes;
  const writes = progress.writes ?? [];
  const what =
    writes.at(-1) === 'secret'
      ? `patch the secret ${secret.name}`
      : `patch the deployment ${deployment}`;
  return {
    attempt:
      writes.length === 0
        ? `read and change the deployment ${deployment} in ${namespace}`
        : `${what} in ${namespace}`,
    ...(impersonate && { actor: operation.actor }),
    ...(writes.length > 1 && {
      changedBefore: `The secret ${secret.name} was changed`,
    }),
  };
}

/** Why an operation failed that threw. */
export function problemIn(
  error: unknown,
  run: OperationRun,
  invocation: Invocation,
  { impersonate, logger }: FailureOptions,
): OperationError {
  const { target } = invocation;
  if (error instanceof ActionError) {
    const { problem, parameter } = error;
    return parameter ? { ...problem, parameter } : problem;
  }
  if (error instanceof KubernetesError) {
    const { attempt, ...more } = failedChange(run, invocation, impersonate);
    const problem = problemOfWrite(error, target, attempt, more);
    return more.changedBefore
      ? { ...problem, solution: `${problem.solution} ${RESTART_LEFT}` }
      : problem;
  }
  const askWhom = escalationContact(target);
  if (error instanceof UnsettledError) {
    return {
      issue: 'It is not known whether the change was made.',
      cause: `The cluster can't be asked: it ${error.reason.fault}.`,
      solution: `See what the deployment and the secret look like before you ask again; escalate to ${askWhom}.`,
    };
  }
  const reference = randomUUID();
  const text = error instanceof Error ? error.stack ?? error.message : 'thrown';
  logger.error(
    `Unexpected error ${reference} in operation ${run.operation.id}: ${
      maskSecrets(text).text
    }`,
  );
  const wrote = (run.progress.writes?.length ?? 0) > 0;
  return {
    issue: wrote
      ? 'The operation broke off after it had begun to change the cluster.'
      : 'Nothing was changed.',
    cause: `An unexpected error: the backend's log explains it under ${reference}.`,
    solution: `See what the deployment looks like, and tell ${askWhom}.`,
  };
}
