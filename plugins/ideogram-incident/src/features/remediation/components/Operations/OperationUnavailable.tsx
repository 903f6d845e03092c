import Button from '@material-ui/core/Button';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import type { RequestFailure } from '../../../../api/requestFailure';
import {
  DialogFooter,
  DialogHeader,
  DialogSection,
} from '../../../../components/DialogParts';
import { useTranslation } from '../../../../hooks/useTranslation';

const useStyles = makeStyles(
  theme => ({ content: { padding: theme.spacing(0.5, 0, 3) } }),
  { name: 'IdeogramIncidentOperationUnavailable' },
);

/** Why an operation can't be shown, and what can be done about it. */
export function OperationUnavailable(props: {
  titleId: string;
  kind: RequestFailure['kind'];
  onTryAgain(): void;
  onClose(): void;
}) {
  const { titleId, kind, onTryAgain, onClose } = props;
  const classes = useStyles();
  const t = useTranslation();
  const unread = {
    title: t('operation.unread'),
    body: t('operation.unreadBody'),
  };
  const { title, body } = {
    forbidden: {
      title: t('operation.forbidden'),
      body: t('operation.forbiddenBody', {
        permission: ideogramIncidentReadPermission.name,
      }),
    },
    'not-found': {
      title: t('operation.notFound'),
      body: t('operation.notFoundBody'),
    },
    unreachable: unread,
    'backend-absent': unread,
  }[kind];
  return (
    <>
      <DialogHeader titleId={titleId} title={title} focused onClose={onClose} />
      <DialogContent className={classes.content} role="alert">
        <DialogSection>{body}</DialogSection>
      </DialogContent>
      <DialogFooter>
        <Button color="primary" onClick={onClose}>
          {t('dialog.close')}
        </Button>
        {kind !== 'not-found' && (
          <Button color="primary" variant="outlined" onClick={onTryAgain}>
            {t('dialog.tryAgain')}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}
