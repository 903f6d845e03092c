import { makeStyles } from '@material-ui/core/styles';
import LockOutlined from '@material-ui/icons/LockOutlined';
import {
  nonBreaking,
  type Action,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import Button from '@material-ui/core/Button';
import { ActionButton } from '../../../../components/ActionButton';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { isUnderWay } from '../../hooks/mergeOperations';
import { useActionLabel } from '../../hooks/useActions';
import { useRemediation } from '../../hooks/useRemediation';
import { displayStatusOf } from '../Operations/displayStatus';
import { ElapsedTime, useTimeLeft } from '../Operations/OperationDuration';
import { OpenButton } from '../Operations/OpenButton';
import { OperationStatus } from '../Operations/OperationStatus';
import { isLocked, LockedNotice, Refusals, whyNot } from './Refusals';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
      marginTop: theme.spacing(1.25),
      '& .MuiButton-text': { [PHONE]: { minHeight: 44 } },
    },
    words: { overflowWrap: 'anywhere', color: statusColours(theme).subtle },
  }),
  { name: 'IdeogramIncidentStepAction' },
);

/** The action is being done, or waits for somebody. */
function OpenOperation({ operation }: { operation: Operation }) {
  const classes = useStyles();
  const t = useTranslation();
  const { steps, approval } = operation;
  const look = displayStatusOf(operation);
  const left = useTimeLeft(approval?.expiresAt);
  const last = steps.at(-1);
  return (
    <div className={classes.row}>
      <OperationStatus look={look}>
        {look === 'running' &&
          t('operation.runningFor', {
            status: t('operation.statusRunning'),
            duration: <ElapsedTime operation={operation} />,
          })}
      </OperationStatus>
      <span className={classes.words}>
        {look === 'awaiting-approval' && left !== undefined
          ? t('approval.left', { left })
          : nonBreaking([last?.name, last?.message].filter(Boolean).join(': '))}
      </span>
      <OpenButton operation={operation} />
    </div>
  );
}

/** The button of a step, or why it can't be pressed, or how far it has come. */
export function StepAction(props: {
  action: Action;
  /** The one filled button of the page is that of the first step. */
  first: boolean;
  /** Where it is locked: no other button says whom to ask. */
  tellsWhom: boolean;
}) {
  const { action, first, tellsWhom } = props;
  const { operations, openAction } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const labelOf = useActionLabel();
  const { id, title, allowed, readOnly } = action;
  const open = operations.operations.find(
    one =>
      one.action === id &&
      (isUnderWay(one) || one.status === 'awaiting-approval'),
  );
  if (open) return <OpenOperation operation={open} />;
  if (!allowed) {
    return (
      <div className={classes.row}>
        <ActionButton
          why={whyNot(action, whyId)}
          startIcon={isLocked(action) && <LockOutlined />}
        >
          {labelOf(action)}
        </ActionButton>
        {tellsWhom && <LockedNotice />}
        <Refusals id={whyId} action={action} />
      </div>
    );
  }
  return (
    <div className={classes.row}>
      <ActionButton
        variant={first ? 'contained' : 'outlined'}
        onClick={() => openAction(id)}
      >
        {labelOf(action)}
      </ActionButton>
      {!readOnly && (
        <Button
          color="primary"
          aria-label={t('action.previewOf', { title })}
          onClick={() => openAction(id, 'preview')}
        >
          {t('action.preview')}
        </Button>
      )}
    </div>
  );
}
