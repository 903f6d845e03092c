import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslation } from '../../../../hooks/useTranslation';
import { isUnderWay } from '../../hooks/mergeOperations';
import { useRemediation } from '../../hooks/useRemediation';
import { type ActionFailure } from '../ActionDetails/actionFailure';
import { ActionFailureBox } from '../ActionDetails/ActionFailureBox';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0, 3, 2) } }),
  { name: 'IdeogramIncidentActionFailureNotice' },
);

/** Why it was not started, in sight of the button; nothing typed is lost. */
export function ActionFailureNotice(props: {
  action: string;
  failure: ActionFailure;
}) {
  const { action, failure } = props;
  const { operations, openOperation } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const runs = operations.operations.find(
    one => isUnderWay(one) && one.action === action,
  );
  const other =
    failure.kind === 'busy' ? failure.operation ?? runs?.id : runs?.id;
  return (
    <div className={classes.root}>
      <ActionFailureBox failure={failure} ifLost={t('attempt.lostBody')}>
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
      </ActionFailureBox>
    </div>
  );
}
