import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { Problem } from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { DialogFooter } from '../../../../components/DialogParts';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { isUnderWay } from '../../hooks/mergeOperations';
import { useRemediation } from '../../hooks/useRemediation';
import {
  type ActionFailure,
  ActionFailureBox,
} from '../ActionDetails/ActionFailureBox';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0, 3, 2) } }),
  { name: 'IdeogramIncidentActionFailureNotice' },
);

/** Why it was not started, in sight of the button; nothing typed is lost. */
export function ActionFailureNotice(props: {
  action: string;
  failure: ActionFailure;
  onOpenOther(operation: string): void;
}) {
  const { action, failure, onOpenOther } = props;
  const { operations } = useRemediation();
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
            onClick={() => onOpenOther(other)}
          >
            {t('attempt.busyOpen')}
          </Button>
        )}
      </ActionFailureBox>
    </div>
  );
}

/** Why it failed a moment ago, for what it was told; that stands there still. */
export function ParameterRefused({ problem }: { problem: Problem }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <ActionFailureBox
        failure={{ kind: 'refused', message: problem.issue, problem }}
      />
    </div>
  );
}

const useActionFormFooterStyles = makeStyles(
  theme => ({
    why: { fontWeight: 700, color: theme.palette.text.primary },
  }),
  { name: 'IdeogramIncidentActionFormFooter' },
);

/** Who acts, and the button that does what the title says. */
export function ActionFormFooter(props: {
  actsAs?: string;
  /** Why it can't be pressed. */
  why?: string;
  sending: boolean;
  label: string;
  onRun(): void;
  children: ReactNode;
}) {
  const { actsAs, why, sending, label, onRun } = props;
  const classes = useActionFormFooterStyles();
  const t = useTranslation();
  const whyId = useId('why');
  return (
    <DialogFooter
      why={
        <>
          <div>{actsAs}</div>
          <div id={whyId} className={classes.why}>
            {sending ? t('dialog.sending') : why}
          </div>
        </>
      }
    >
      {props.children}
      <ActionButton
        variant="contained"
        why={sending || why ? whyId : undefined}
        onClick={onRun}
      >
        {label}
      </ActionButton>
    </DialogFooter>
  );
}
