import { useState } from 'react';
import Button from '@material-ui/core/Button';
import DialogContent from '@material-ui/core/DialogContent';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import {
  DialogFooter,
  DialogHeader,
  DialogSection,
} from '../../../../components/DialogParts';
import { FailureBox } from '../../../../components/FailureBox';
import { TextBox } from '../../../../components/TextBox';
import { useFocusFirstField } from '../../../../hooks/useFocusFirstField';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import type { ChangeFailure } from '../../changeFailure';
import { useIncidentChange } from '../../hooks/useIncidentChange';
import { INCIDENT_LEVELS } from '../../incidentLevels';
import { IncidentDialog } from '../IncidentDialog';
import { PHASES } from '../Phases';
import {
  changesOf,
  differences,
  type Changeable,
  type ChangeDraft,
} from './changeDraft';

const useStyles = makeStyles(
  theme => ({
    content: { padding: theme.spacing(0.5, 0, 3) },
    failure: { padding: theme.spacing(0, 3, 2) },
    news: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'IdeogramIncidentChangeDialog' },
);

const FIELD = {
  title: 'change.name',
  summary: 'change.summary',
  severity: 'change.severity',
  status: 'change.status',
} as const;

/** What another person has changed, beside what was seen before. */
function Conflict({ before, now }: { before: Incident; now: Incident }) {
  const classes = useStyles();
  const t = useTranslation();
  const shown = (incident: Incident, field: Changeable) =>
    field === 'status'
      ? t(`incident.${incident.status}`)
      : incident[field] || t('change.none');
  const fields = differences(before, now);
  return (
    <FailureBox lost={false} title={t('change.conflict')}>
      {t('change.conflictBody')}
      {fields.length === 0 ? (
        <div>{t('change.conflictElse')}</div>
      ) : (
        <ul className={classes.news}>
          {fields.map(field => (
            <li key={field}>
              {t('change.conflictNow', {
                field: t(FIELD[field]),
                now: shown(now, field),
                before: shown(before, field),
              })}
            </li>
          ))}
        </ul>
      )}
    </FailureBox>
  );
}

function Failure(props: { failure: ChangeFailure; before: Incident }) {
  const { failure, before } = props;
  const t = useTranslation();
  if (failure.incident) {
    return <Conflict before={before} now={failure.incident} />;
  }
  if (failure.kind === 'lost') {
    return (
      <FailureBox lost title={t('change.lost')}>
        {t('change.lostBody')}
      </FailureBox>
    );
  }
  const isReason = failure.kind === 'reason-missing';
  return (
    <FailureBox
      lost={false}
      title={t(isReason ? 'change.reasonMissing' : 'change.failed')}
    >
      {failure.message}
    </FailureBox>
  );
}

/** Title, summary, severity and status of an incident, to be changed. */
export function ChangeDialog(props: {
  /** As it is when the dialog opens. */
  incident: Incident;
  /** What is entered already. */
  initial: ChangeDraft;
  /** Why that could not be done at once. */
  refusal?: ChangeFailure;
  onChanged(incident: Incident): void;
  onClose(): void;
}) {
  const { initial, refusal, onChanged, onClose } = props;
  const classes = useStyles();
  const t = useTranslation();
  const titleId = useId('dialog');
  const whyId = useId('why');
  const content = useFocusFirstField<HTMLDivElement>();
  // As it was seen: what others change meanwhile is told before it is saved.
  const [seen, setSeen] = useState(() => ({
    before: props.incident,
    incident: refusal?.incident ?? props.incident,
  }));
  const [draft, setDraft] = useState<ChangeDraft>(initial);
  const [reason, setReason] = useState('');
  const { change, sending, failure = refusal } = useIncidentChange(onChanged);
  const { incident } = seen;
  const changes = changesOf(incident, draft);
  const isUntitled = draft.title?.trim() === '';
  const nothing =
    Object.keys(changes).length === 0 ? t('change.nothing') : undefined;
  const why = isUntitled ? t('change.noTitle') : nothing;
  const save = async () => {
    const said = reason.trim();
    const failed = await change(incident, {
      ...changes,
      ...(said && { reason: said }),
    });
    if (!failed) onClose();
    else if (failed.incident) {
      setSeen({ before: incident, incident: failed.incident });
    }
  };
  const shown = { ...incident, ...draft };
  return (
    <IncidentDialog titleId={titleId} onClose={onClose}>
      <DialogHeader
        titleId={titleId}
        title={t('change.title', { number: incident.number })}
        onClose={onClose}
      />
      <DialogContent className={classes.content} ref={content}>
        <DialogSection>
          <TextBox
            label={t('change.reason')}
            help={t('change.reasonHelp')}
            error={
              failure?.kind === 'reason-missing' && reason.trim() === ''
                ? failure.message
                : undefined
            }
            multiline
            maxLength={1_000}
            value={reason}
            readOnly={sending}
            onChange={setReason}
          />
          <TextBox
            select
            label={t('change.status')}
            value={shown.status}
            readOnly={sending}
            onChange={value =>
              setDraft({ ...draft, status: value as Incident['status'] })
            }
          >
            {PHASES.map(phase => (
              <MenuItem key={phase} value={phase}>
                {t(`incident.${phase}`)}
              </MenuItem>
            ))}
          </TextBox>
          <TextBox
            select
            label={t('change.severity')}
            value={shown.severity}
            readOnly={sending}
            onChange={value =>
              setDraft({ ...draft, severity: value as Incident['severity'] })
            }
          >
            {INCIDENT_LEVELS.map(level => (
              <MenuItem key={level} value={level}>
                {level}
              </MenuItem>
            ))}
          </TextBox>
          <TextBox
            label={t('change.name')}
            maxLength={200}
            value={shown.title}
            readOnly={sending}
            onChange={title => setDraft({ ...draft, title })}
          />
          <TextBox
            label={t('change.summary')}
            multiline
            maxLength={5_000}
            value={shown.summary ?? ''}
            readOnly={sending}
            onChange={summary => setDraft({ ...draft, summary })}
          />
        </DialogSection>
      </DialogContent>
      {failure && (
        <div className={classes.failure}>
          <Failure failure={failure} before={seen.before} />
        </div>
      )}
      <DialogFooter
        why={<div id={whyId}>{sending ? t('change.sending') : why}</div>}
      >
        <Button color="primary" onClick={onClose}>
          {t('change.cancel')}
        </Button>
        <ActionButton
          variant="contained"
          why={sending || why ? whyId : undefined}
          onClick={save}
        >
          {t('change.save')}
        </ActionButton>
      </DialogFooter>
    </IncidentDialog>
  );
}
