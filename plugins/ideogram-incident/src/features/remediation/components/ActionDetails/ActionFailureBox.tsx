import { ResponseError } from '@backstage/errors';
import {
  problemSchema,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import type { ReactNode } from 'react';
import { FailureBox } from '../../../../components/FailureBox';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { useTranslation } from '../../../../hooks/useTranslation';

/**
 * Why a request to change something was not taken, as a person sees it. Only
 * with `lost` is it not known whether something was begun.
 */
export type ActionFailure =
  | { kind: 'lost' }
  | { kind: 'busy'; message: string; operation?: string }
  | { kind: 'refused'; message: string; problem?: Problem }
  | { kind: 'forbidden' | 'invalid'; message: string };

/** What the backend says beside the message. */
function told({ body }: ResponseError): Record<string, unknown> {
  return body.error as unknown as Record<string, unknown>;
}

export function actionFailure(thrown: unknown): ActionFailure {
  if (!ResponseError.is(thrown)) return { kind: 'lost' };
  // The cause is what the backend said; the error itself only has the status.
  const { message } = thrown.cause;
  const { operation, problem } = told(thrown);
  switch (thrown.statusCode) {
    case 403:
      return { kind: 'forbidden', message };
    case 409:
      return {
        kind: 'busy',
        message,
        operation: typeof operation === 'string' ? operation : undefined,
      };
    case 422: {
      const read = problemSchema.safeParse(problem);
      return {
        kind: 'refused',
        message,
        problem: read.success ? read.data : undefined,
      };
    }
    default:
      return thrown.statusCode < 500
        ? { kind: 'invalid', message }
        : { kind: 'lost' };
  }
}

const TITLE = {
  lost: 'attempt.lost',
  busy: 'attempt.busy',
  refused: 'attempt.refused',
  forbidden: 'attempt.forbidden',
  invalid: 'attempt.invalid',
} as const;

/** Why a request was not taken, in place; spoken at once. */
export function ActionFailureBox(props: {
  failure: ActionFailure;
  /** In the place of the usual one. */
  title?: string;
  /** What to say of a lost answer. */
  ifLost?: string;
  children?: ReactNode;
}) {
  const { failure, title, ifLost } = props;
  const t = useTranslation();
  const isLost = failure.kind === 'lost';
  return (
    <FailureBox
      lost={isLost}
      title={title ?? t(TITLE[failure.kind])}
      ways={props.children}
    >
      {isLost && ifLost}
      {failure.kind === 'refused' && failure.problem && (
        <IssueCauseSolution problem={failure.problem} />
      )}
      {!isLost &&
        !(failure.kind === 'refused' && failure.problem) &&
        failure.message}
    </FailureBox>
  );
}
