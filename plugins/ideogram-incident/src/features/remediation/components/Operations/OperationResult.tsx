import { makeStyles } from '@material-ui/core/styles';
import {
  nonBreaking,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { useTranslation } from '../../../../hooks/useTranslation';
import { OperationDuration } from './OperationDuration';

const useStyles = makeStyles(
  theme => ({
    sentence: { overflowWrap: 'anywhere' },
    next: { marginTop: theme.spacing(1), fontWeight: 700 },
    problem: { '* + &': { marginTop: theme.spacing(1.5) } },
  }),
  { name: 'IdeogramIncidentOperationResult' },
);

/** How it ended, and what is left to do. */
export function OperationResult({ operation }: { operation: Operation }) {
  const { action, status, outcome, summary, error, finishedAt } = operation;
  const classes = useStyles();
  const t = useTranslation();
  const isDone = status === 'succeeded' && finishedAt !== undefined;
  const isRotated = action === 'rotate-credential' && status === 'succeeded';
  return (
    <>
      {(summary || isDone) && (
        <div className={classes.sentence}>
          {nonBreaking(summary ?? '')}{' '}
          {isDone &&
            t('operation.took', {
              duration: <OperationDuration operation={operation} />,
            })}
        </div>
      )}
      {outcome === 'unverified' && (
        <div className={classes.next}>{t('operation.notVerified')}</div>
      )}
      {isRotated && outcome === 'verified' && (
        <div className={classes.next}>{t('operation.leftToRevoke')}</div>
      )}
      {error && (
        <div className={classes.problem}>
          <IssueCauseSolution problem={error} />
        </div>
      )}
    </>
  );
}
