import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import {
  DialogFooter,
  DialogSection,
} from '../../../../components/DialogParts';
import { TextBox } from '../../../../components/TextBox';
import { Time } from '../../../../components/Time';
import { useFocusFirstField } from '../../../../hooks/useFocusFirstField';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useRemediation } from '../../hooks/useRemediation';
import { ActionFailureBox } from '../ActionDetails/ActionFailureBox';
import { ApprovalDetails } from './ApprovalDetails';
import { useTimeLeft } from './OperationDuration';
import { personName } from './operationTexts';
import { useDecision, useDecisionObstacle } from './useDecision';

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
  const t = useTranslation();
  const until = operation.approval?.expiresAt;
  const left = useTimeLeft(until);
  if (until === undefined || left === undefined)
    return <>{t('approval.over')}</>;
  return <>{t('approval.waits', { time: <Time at={until} />, left })}</>;
}

/** Who asks for it, and why. */
export function AskedBy({ operation }: { operation: Operation }) {
  const { actor, reason } = operation;
  const t = useTranslation();
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
  const { userEntityRef } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const content = useFocusFirstField<HTMLDivElement>();
  const { reason, setReason, sending, failure, ...give } = useDecision(
    operation.id,
  );
  const mayNot = useDecisionObstacle(operation);
  const isAuthor = userEntityRef === operation.actor;
  const waitsForAnswer = sending ? t('dialog.sending') : undefined;
  const missing =
    reason.trim() === ''
      ? t('dialog.needed', { fields: t('approval.reason') })
      : undefined;
  const why = mayNot ?? waitsForAnswer ?? missing;
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
        <ApprovalDetails operation={operation} />
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
          <ActionFailureBox
            failure={failure}
            ifLost={t('approval.notAnswered')}
          />
        </div>
      )}
      <DialogFooter why={<span id={whyId}>{why}</span>}>
        {isAuthor ? (
          <ActionButton why={waitsForAnswer && whyId} onClick={give.withdraw}>
            {t('approval.withdraw')}
          </ActionButton>
        ) : (
          <ActionButton why={off} onClick={give.reject}>
            {t('approval.reject')}
          </ActionButton>
        )}
        <ActionButton variant="contained" why={off} onClick={give.approve}>
          {t('approval.approve', { title: operation.title })}
        </ActionButton>
      </DialogFooter>
    </>
  );
}
