import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { DialogSection } from '../../../../components/DialogParts';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { personName } from './personName';

const useStyles = makeStyles(
  theme => ({
    said: { color: statusColours(theme).subtle, overflowWrap: 'anywhere' },
  }),
  { name: 'IdeogramIncidentOperationReasons' },
);

/** Who asked for it and why, and what the second person said. */
export function OperationReasons({ operation }: { operation: Operation }) {
  const { reason, approval, status } = operation;
  const classes = useStyles();
  const t = useTranslation();
  const decision =
    status === 'rejected' ? t('approval.rejected') : t('approval.approved');
  const person = approval?.decidedBy && personName(approval.decidedBy);
  if (!reason && !person) return null;
  return (
    <DialogSection>
      <div className={classes.said}>
        {reason && <div>{t('operation.reason', { reason })}</div>}
        {person && (
          <div>
            {approval.reason
              ? t('approval.decided', {
                  decision,
                  person,
                  reason: approval.reason,
                })
              : t('approval.decidedNoReason', { decision, person })}
          </div>
        )}
      </div>
    </DialogSection>
  );
}
