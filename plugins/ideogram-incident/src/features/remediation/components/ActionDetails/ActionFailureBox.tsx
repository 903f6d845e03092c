import { makeStyles } from '@material-ui/core/styles';
import Report from '@material-ui/icons/Report';
import HelpOutline from '@material-ui/icons/HelpOutline';
import type { ReactNode } from 'react';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import type { ActionFailure } from './actionFailure';

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
