import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import {
  DialogFooter,
  DialogSection,
} from '../../../../components/DialogParts';
import { CopyButton } from '../../../../components/CopyButton';
import { Person } from '../../../../components/Person';
import { PersonsText } from '../../../../components/PersonsText';
import { TextBox } from '../../../../components/TextBox';
import { Time } from '../../../../components/Time';
import { useFocusFirstField } from '../../../../hooks/useFocusFirstField';
import { useId } from '../../../../hooks/useId';
import { useTargetAddress } from '../../../../hooks/useTargetAddress';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import { ActionFailureBox } from '../ActionDetails/ActionFailureBox';
import { ApprovalDetails } from './ApprovalDetails';
import { useTimeLeft } from './OperationDuration';
import { useDecision, useDecisionObstacle, useIsStale } from './useDecision';

const REASON_LENGTH = 1_000;

const useStyles = makeStyles(
  theme => ({
    content: { padding: theme.spacing(0.5, 0, 3) },
    asked: { marginTop: theme.spacing(1), fontWeight: 700 },
    stale: {
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${statusColours(theme).degraded.shape}`,
      borderLeftWidth: 5,
      borderRadius: theme.shape.borderRadius,
      background: statusColours(theme).wash.degraded,
      fontWeight: 700,
    },
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
  const person = <Person entityRef={actor} />;
  return (
    <>
      {reason
        ? t('approval.askedBecause', {
            person,
            reason: <PersonsText>{reason}</PersonsText>,
          })
        : t('approval.asked', { person })}
    </>
  );
}

/** That it can't be carried out any more, and what to do instead. */
export function Stale({ operation }: { operation: Operation }) {
  const { userEntityRef } = useRemediation();
  const t = useTranslation();
  const { actor } = operation;
  return (
    <>
      {t('approval.stale')}{' '}
      {userEntityRef === actor
        ? t('approval.staleOwn')
        : t('approval.staleOther', { person: <Person entityRef={actor} /> })}
    </>
  );
}

/** What would happen, and the word of the second person on it. */
export function ApprovalRequest({ operation }: { operation: Operation }) {
  const { userEntityRef, entityRef, target, isElsewhere, openAction } =
    useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const reasonId = useId('reason');
  const staleId = useId('stale');
  const address = useTargetAddress(target.name);
  const content = useFocusFirstField<HTMLDivElement>();
  const { reason, setReason, sending, failure, ...give } = useDecision(
    operation.id,
  );
  const mayNot = useDecisionObstacle(operation);
  const isAuthor = userEntityRef === operation.actor;
  const isStale = useIsStale(operation);
  const waitsForAnswer = sending ? t('dialog.sending') : undefined;
  const why = mayNot ?? waitsForAnswer;
  const off = why === undefined ? undefined : whyId;
  const needsReason =
    why === undefined && reason.trim() === ''
      ? t('approval.reasonMissing')
      : undefined;
  const canAskAgain =
    isAuthor && isStale && !isElsewhere && operation.entityRef === entityRef;
  const askAgain = async () => {
    if (await give.withdraw()) openAction(operation.action);
  };
  return (
    <>
      <DialogContent className={classes.content} ref={content}>
        <DialogSection>
          <WaitsUntil operation={operation} />
          <div className={classes.asked}>
            <AskedBy operation={operation} />
          </div>
        </DialogSection>
        {isStale && (
          <DialogSection>
            <div className={classes.stale} id={staleId}>
              <Stale operation={operation} />
            </div>
          </DialogSection>
        )}
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
      <DialogFooter
        why={
          <>
            <div id={whyId}>{why}</div>
            <div id={reasonId}>{needsReason}</div>
          </>
        }
      >
        <CopyButton text={address} word={t('approval.copyLink')} />
        {isAuthor ? (
          <ActionButton why={waitsForAnswer && whyId} onClick={give.withdraw}>
            {t('approval.withdraw')}
          </ActionButton>
        ) : (
          <ActionButton
            why={off ?? (needsReason && reasonId)}
            onClick={give.reject}
          >
            {t('approval.reject')}
          </ActionButton>
        )}
        {canAskAgain ? (
          <ActionButton
            variant="contained"
            why={waitsForAnswer && whyId}
            onClick={askAgain}
          >
            {t('approval.askAgain')}
          </ActionButton>
        ) : (
          <ActionButton
            variant="contained"
            why={off ?? (isStale ? staleId : undefined)}
            onClick={give.approve}
          >
            {t('approval.approve', { title: operation.title })}
          </ActionButton>
        )}
      </DialogFooter>
    </>
  );
}
