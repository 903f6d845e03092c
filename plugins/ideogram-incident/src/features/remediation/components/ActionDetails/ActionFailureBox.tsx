import { ResponseError } from '@backstage/errors';
import {
  problemSchema,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import { makeStyles } from '@material-ui/core/styles';
import Report from '@material-ui/icons/Report';
import HelpOutline from '@material-ui/icons/HelpOutline';
import type { ReactNode } from 'react';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';

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

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        padding: theme.spacing(1.5, 2),
        border: `1px solid ${colours.failing.shape}`,
        borderLeftWidth: 5,
        borderRadius: theme.shape.borderRadius,
        overflowWrap: 'anywhere',
      },
      // It is not known what became of it.
      lost: {
        border: `1px dashed ${colours.unknown.shape}`,
        borderLeftWidth: 1,
        paddingLeft: 12 + theme.spacing(2),
        background: `${colours.hatch} left / 12px 100% no-repeat`,
      },
      title: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        marginBottom: theme.spacing(0.5),
        fontWeight: 700,
        '& svg': { fontSize: 20 },
      },
      failing: { '& svg': { color: colours.failing.text } },
      ways: { marginTop: theme.spacing(1), '&:empty': { display: 'none' } },
    };
  },
  { name: 'IdeogramIncidentActionFailureBox' },
);

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
  const classes = useStyles();
  const t = useTranslation();
  const isLost = failure.kind === 'lost';
  return (
    <div
      className={`${classes.root} ${isLost ? classes.lost : classes.failing}`}
      role="alert"
    >
      <div className={classes.title}>
        {isLost ? <HelpOutline aria-hidden /> : <Report aria-hidden />}
        {title ?? t(TITLE[failure.kind])}
      </div>
      {isLost && ifLost}
      {failure.kind === 'refused' && failure.problem && (
        <IssueCauseSolution problem={failure.problem} />
      )}
      {!isLost &&
        !(failure.kind === 'refused' && failure.problem) &&
        failure.message}
      <div className={classes.ways}>{props.children}</div>
    </div>
  );
}
