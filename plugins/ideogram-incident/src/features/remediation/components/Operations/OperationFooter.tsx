import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import OpenInNew from '@material-ui/icons/OpenInNew';
import {
  hasEnded,
  vendorConsoleIn,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { CopyButton } from '../../../../components/CopyButton';
import { DialogFooter } from '../../../../components/DialogParts';
import { safeUrl } from '../../../../components/ExternalLink';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useActionLabel } from '../../hooks/useActions';
import { useRemediation } from '../../hooks/useRemediation';
import { ActionFailureBox } from '../ActionDetails/ActionFailureBox';
import { operationDetails } from './operationTexts';
import { useStopWaiting } from './useStopWaiting';

const useStyles = makeStyles(
  theme => ({ failure: { padding: theme.spacing(0, 3, 2) } }),
  { name: 'IdeogramIncidentOperationFooter' },
);

/** What can be done with an operation: little, for it goes on by itself. */
export function OperationFooter(props: {
  operation: Operation;
  /** Back to what it was opened from. */
  onBack?(): void;
  onClose(): void;
}) {
  const { operation, onBack, onClose } = props;
  const { entityRef, target, isElsewhere, actions, openAction } =
    useRemediation();
  const t = useTranslation();
  const labelOf = useActionLabel();
  const classes = useStyles();
  const whyId = useId('why');
  const { offered, sending, failure, stop } = useStopWaiting(operation);
  const ended = hasEnded(operation);
  const isRotated =
    operation.action === 'rotate-credential' &&
    operation.status === 'succeeded';
  const revoke = isRotated
    ? vendorConsoleIn(target.links.filter(({ url }) => safeUrl(url)))
    : undefined;
  const allowed = (action: string) =>
    isElsewhere
      ? undefined
      : actions.list?.actions.find(one => one.id === action && one.allowed);
  const rotate =
    operation.outcome === 'key-refused'
      ? allowed('rotate-credential')
      : undefined;
  const again =
    operation.entityRef === entityRef &&
    (operation.status === 'failed' || operation.status === 'expired')
      ? allowed(operation.action)
      : undefined;
  const waiting = (
    <>
      <div>{t('operation.mayClose')}</div>
      {offered && <div>{t('operation.stopWaitingHelp')}</div>}
      <div id={whyId}>{sending && t('dialog.sending')}</div>
    </>
  );
  const footer = (
    <DialogFooter why={!ended && waiting}>
      {operation.status === 'failed' && (
        <CopyButton
          variant="outlined"
          text={operationDetails(operation)}
          word={t('operation.copyDetails')}
        />
      )}
      {offered && (
        <ActionButton
          variant="text"
          why={sending ? whyId : undefined}
          onClick={stop}
        >
          {t('operation.stopWaiting')}
        </ActionButton>
      )}
      {onBack && (
        <Button color="primary" onClick={onBack}>
          {t('dialog.back')}
        </Button>
      )}
      <Button
        color="primary"
        variant={revoke || rotate || again ? 'text' : 'outlined'}
        onClick={onClose}
      >
        {t('dialog.close')}
      </Button>
      {again && (
        <Button
          color="primary"
          variant="outlined"
          onClick={() => openAction(again.id)}
        >
          {again.needs.approval ? t('approval.askAgain') : t('dialog.tryAgain')}
        </Button>
      )}
      {rotate && (
        <Button
          color="primary"
          variant="contained"
          onClick={() => openAction(rotate.id)}
        >
          {labelOf(rotate)}
        </Button>
      )}
      {revoke && (
        <Button
          color="primary"
          variant="contained"
          href={revoke.url}
          target="_blank"
          rel="noopener noreferrer"
          endIcon={<OpenInNew />}
        >
          {t('operation.openConsole', { title: revoke.title })}
        </Button>
      )}
    </DialogFooter>
  );
  return (
    <>
      {!ended && failure && (
        <div className={classes.failure}>
          <ActionFailureBox
            failure={failure}
            title={
              failure.kind === 'busy'
                ? t('operation.stopWaitingFailed')
                : undefined
            }
            ifLost={t('operation.stopWaitingLost')}
          />
        </div>
      )}
      {footer}
    </>
  );
}
