import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useFirstField } from '../../hooks/useFirstField';
import { useId } from '../../hooks/useId';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { ActionButton } from '../ActionButton';
import { FailureBox } from '../AttemptFailure';
import { DialogFooter, DialogSection } from '../DialogParts';
import { Plan } from '../Plan';
import { TextBox } from '../TextBox';
import { Time } from '../Time';
import { useTimeLeft } from './Durations';
import { personName } from './personName';
import { useDecision } from './useDecision';
import { useWhyNotDecide } from './useWhyNotDecide';

const REASON_LENGTH = 1_000;

const useStyles = makeStyles(
  theme => ({
    content: { padding: theme.spacing(0.5, 0, 3) },
    asked: { marginTop: theme.spacing(1), fontWeight: 700 },
    failure: { padding: theme.spacing(0, 3, 2) },
  }),
  { name: 'IdeogramIncidentApprovalRequest' },
);

/** How long there is to decide. */
export function WaitsUntil({ operation }: { operation: Operation }) {
  const t = useTexts();
  const until = operation.approval?.expiresAt;
  const left = useTimeLeft(until);
  if (until === undefined || left === undefined)
    return <>{t('approval.over')}</>;
  return <>{t('approval.waits', { time: <Time at={until} />, left })}</>;
}

/** Who asks for it, and why. */
export function AskedBy({ operation }: { operation: Operation }) {
  const { actor, reason } = operation;
  const t = useTexts();
  const person = personName(actor);
  return (
    <>
      {reason
        ? t('approval.askedBecause', { person, reason })
        : t('approval.asked', { person })}
    </>
  );
}

/** What would happen, and the word of the second person on it. */
export function ApprovalRequest({ operation }: { operation: Operation }) {
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
  const whyId = useId('why');
  const content = useFirstField<HTMLDivElement>();
  const { reason, setReason, sending, failure, decide } = useDecision(
    operation.id,
  );
  const mayNot = useWhyNotDecide(operation);
  const plan =
    actions.list?.actions.find(({ id }) => id === operation.action)?.plan ?? [];
  const missing =
    reason.trim() === ''
      ? t('dialog.needed', { fields: t('approval.reason') })
      : undefined;
  const why = mayNot ?? (sending ? t('dialog.sending') : missing);
  const off = why === undefined ? undefined : whyId;
  return (
    <>
      <DialogContent className={classes.content} ref={content}>
        <DialogSection>
          <WaitsUntil operation={operation} />
          <div className={classes.asked}>
            <AskedBy operation={operation} />
          </div>
        </DialogSection>
        {plan.length > 0 && (
          <DialogSection title={t('dialog.willHappen')}>
            <Plan plan={plan} />
          </DialogSection>
        )}
        {mayNot === undefined && (
          <DialogSection>
            <TextBox
              label={t('approval.reason')}
              help={t('approval.reasonHelp')}
              multiline
              maxLength={REASON_LENGTH}
              value={reason}
              readOnly={sending}
              onChange={setReason}
            />
          </DialogSection>
        )}
      </DialogContent>
      {failure && (
        <div className={classes.failure}>
          <FailureBox failure={failure} ifLost={t('approval.notAnswered')} />
        </div>
      )}
      <DialogFooter why={<span id={whyId}>{why}</span>}>
        <ActionButton why={off} onClick={() => decide(false)}>
          {t('approval.reject')}
        </ActionButton>
        <ActionButton
          variant="contained"
          why={off}
          onClick={() => decide(true)}
        >
          {t('approval.approve', { title: operation.title })}
        </ActionButton>
      </DialogFooter>
    </>
  );
}
