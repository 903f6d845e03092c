import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { isUnderWay } from '../../hooks/useOperations';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { FailureBox, type AttemptFailure } from '../AttemptFailure';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0, 3, 2) } }),
  { name: 'IdeogramIncidentAttemptProblem' },
);

/** Why it was not started, in sight of the button; nothing typed is lost. */
export function AttemptProblem(props: {
  action: string;
  failure: AttemptFailure;
}) {
  const { action, failure } = props;
  const { operations, openOperation } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
  const runs = operations.operations.find(
    one => isUnderWay(one) && one.action === action,
  );
  const other =
    failure.kind === 'busy' ? failure.operation ?? runs?.id : runs?.id;
  return (
    <div className={classes.root}>
      <FailureBox failure={failure} ifLost={t('attempt.lostBody')}>
        {failure.kind !== 'lost' && <span>{t('attempt.nothingRan')} </span>}
        {other !== undefined && (
          <Button
            size="small"
            color="primary"
            onClick={() => openOperation(other)}
          >
            {t('attempt.busyOpen')}
          </Button>
        )}
      </FailureBox>
    </div>
  );
}
