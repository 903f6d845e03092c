import Button from '@material-ui/core/Button';
import OpenInNew from '@material-ui/icons/OpenInNew';
import {
  hasEnded,
  vendorConsoleIn,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { CopyButton } from '../../../../components/CopyButton';
import { DialogFooter } from '../../../../components/DialogParts';
import { safeUrl } from '../../../../components/ExternalLink';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useRemediation } from '../../hooks/useRemediation';
import { operationDetails } from './operationTexts';

/** What can be done with an operation: little, for it goes on by itself. */
export function OperationFooter(props: {
  operation: Operation;
  onClose(): void;
}) {
  const { operation, onClose } = props;
  const { target } = useRemediation();
  const t = useTranslation();
  const ended = hasEnded(operation);
  const isRotated =
    operation.action === 'rotate-credential' &&
    operation.status === 'succeeded';
  const revoke = isRotated
    ? vendorConsoleIn(target.links.filter(({ url }) => safeUrl(url)))
    : undefined;
  return (
    <DialogFooter why={!ended && t('operation.mayClose')}>
      {operation.status === 'failed' && (
        <CopyButton
          variant="outlined"
          text={operationDetails(operation)}
          word={t('operation.copyDetails')}
        />
      )}
      <Button
        color="primary"
        variant={revoke ? 'text' : 'outlined'}
        onClick={onClose}
      >
        {t('dialog.close')}
      </Button>
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
}
