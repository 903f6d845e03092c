import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { DialogSection } from '../../../../components/DialogParts';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import { ActionChecks } from '../ActionDetails/ActionChecks';
import { ActionPlan } from '../ActionDetails/ActionPlan';
import { ActionWarnings } from '../ActionDetails/ActionWarnings';
import { furtherWarnings } from '../ActionDetails/furtherWarnings';
import { DryRunChanges } from '../ActionDetails/DryRunChanges';

const useStyles = makeStyles(
  theme => ({
    earlier: { marginBottom: theme.spacing(1) },
    previewed: {
      marginBottom: theme.spacing(1),
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentApprovalDetails' },
);

/** What stands for and against it: what it would do, and what was found. */
export function ApprovalDetails({ operation }: { operation: Operation }) {
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const { createdAt, approval } = operation;
  const preview = approval?.preview;
  const action = actions.list?.actions.find(
    ({ id }) => id === operation.action,
  );
  // Whether who looks may decide is said beside the buttons.
  const found = action && {
    ...action,
    refusals: action.refusals.filter(({ by }) => by !== 'permission'),
  };
  const warnings = action?.warnings ?? [];
  // They stand where it says from when they are: some may be over.
  const earlier = furtherWarnings(preview?.warnings ?? [], warnings);
  return (
    <>
      {action && action.plan.length > 0 && (
        <DialogSection title={t('dialog.willHappen')}>
          <ActionPlan plan={action.plan} />
        </DialogSection>
      )}
      {found && found.checks.length + found.refusals.length > 0 && (
        <DialogSection title={t('dialog.checks')}>
          <ActionChecks action={found} />
        </DialogSection>
      )}
      {warnings.length > 0 && (
        <DialogSection>
          <ActionWarnings warnings={warnings} />
        </DialogSection>
      )}
      {preview && (
        <DialogSection title={t('dialog.store')}>
          <div className={classes.previewed}>
            {t('approval.previewedAt', { time: <Time at={createdAt} /> })}
          </div>
          {earlier.length > 0 && (
            <div className={classes.earlier}>
              <ActionWarnings warnings={earlier} />
            </div>
          )}
          <DryRunChanges dryRun={preview} />
        </DialogSection>
      )}
    </>
  );
}
