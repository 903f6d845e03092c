import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { statusColours } from '../../theme/statusColours';
import { Changes } from '../Changes';
import { Checks } from '../Checks';
import { DialogSection } from '../DialogParts';
import { Plan } from '../Plan';
import { Time } from '../Time';
import { Warnings } from '../Warnings';

const useStyles = makeStyles(
  theme => ({
    previewed: {
      marginBottom: theme.spacing(1),
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentGrounds' },
);

/** What stands for and against it: what it would do, and what was found. */
export function Grounds({ operation }: { operation: Operation }) {
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
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
  const warnings = [
    ...new Set([...(action?.warnings ?? []), ...(preview?.warnings ?? [])]),
  ];
  return (
    <>
      {action && action.plan.length > 0 && (
        <DialogSection title={t('dialog.willHappen')}>
          <Plan plan={action.plan} />
        </DialogSection>
      )}
      {found && found.checks.length + found.refusals.length > 0 && (
        <DialogSection title={t('dialog.checks')}>
          <Checks action={found} />
        </DialogSection>
      )}
      {warnings.length > 0 && (
        <DialogSection>
          <Warnings warnings={warnings} />
        </DialogSection>
      )}
      {preview && (
        <DialogSection title={t('dialog.store')}>
          <div className={classes.previewed}>
            {t('approval.previewedAt', { time: <Time at={createdAt} /> })}
          </div>
          <Changes dryRun={preview} />
        </DialogSection>
      )}
    </>
  );
}
