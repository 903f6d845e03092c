import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Incident,
  IncidentStatus,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { WhomToAsk } from '../../../../components/WhomToAsk';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import type { ChangeFailure } from '../../changeFailure';
import { useAcknowledge } from '../../hooks/useAcknowledge';
import { useIncidentChange } from '../../hooks/useIncidentChange';
import { FailureLine } from '../FailureLine';
import { ChangeDialog } from './ChangeDialog';
import type { ChangeDraft } from './changeDraft';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    why: { flexBasis: '100%', color: statusColours(theme).subtle },
  }),
  { name: 'IdeogramIncidentStoryActions' },
);

const NEXT: Record<
  IncidentStatus,
  { to: IncidentStatus; label: 'toMonitoring' | 'resolve' | 'reopen' }
> = {
  investigating: { to: 'monitoring', label: 'toMonitoring' },
  identified: { to: 'monitoring', label: 'toMonitoring' },
  monitoring: { to: 'resolved', label: 'resolve' },
  resolved: { to: 'investigating', label: 'reopen' },
};

/** The next step of an incident, and all else that can be changed of it. */
export function StoryActions(props: {
  incident: Incident;
  mayWrite: boolean | undefined;
  escalation?: string;
  onChanged(incident: Incident): void;
}) {
  const { incident, mayWrite, onChanged } = props;
  const { status, acknowledgedAt, number } = incident;
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const { change, sending, failure } = useIncidentChange(onChanged);
  const acknowledging = useAcknowledge(onChanged);
  const [dialog, setDialog] = useState<{
    initial: ChangeDraft;
    refusal?: ChangeFailure;
    /** What the dialog began with stays, whatever arrives meanwhile. */
    incident: Incident;
  }>();
  const next = NEXT[status];
  const why = mayWrite ? undefined : whyId;
  const goOn = async () => {
    if (sending) return;
    const failed = await change(incident, { status: next.to });
    // What has to be said or looked at for it is asked for in the dialog.
    if (failed?.kind === 'reason-missing' || failed?.incident) {
      setDialog({ initial: { status: next.to }, refusal: failed, incident });
    }
  };
  const isAsked = acknowledgedAt === undefined && status !== 'resolved';
  return (
    <div className={classes.root}>
      {isAsked && (
        <ActionButton
          why={why}
          aria-label={t('incident.acknowledgeOf', { number })}
          onClick={() => acknowledging.acknowledge(incident)}
        >
          {t('incident.acknowledge')}
        </ActionButton>
      )}
      <ActionButton
        variant={status === 'resolved' ? 'outlined' : 'contained'}
        why={why}
        onClick={goOn}
      >
        {t(`story.${next.label}`)}
      </ActionButton>
      <ActionButton
        variant="text"
        why={why}
        onClick={() => setDialog({ initial: {}, incident })}
      >
        {t('story.change')}
      </ActionButton>
      <div id={whyId} className={mayWrite === false ? classes.why : undefined}>
        {mayWrite === false &&
          t('incident.mayNot', {
            whom: <WhomToAsk escalation={props.escalation} />,
          })}
      </div>
      <FailureLine failure={dialog ? undefined : failure} />
      <FailureLine failure={acknowledging.failure} />
      {dialog && (
        <ChangeDialog
          {...dialog}
          onChanged={onChanged}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}
