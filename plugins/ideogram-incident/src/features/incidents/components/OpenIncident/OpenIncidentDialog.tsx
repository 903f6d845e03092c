import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import DialogContent from '@material-ui/core/DialogContent';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  type Incident,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
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
import { statusColours } from '../../../../theme/statusColours';
import type { ChangeFailure } from '../../changeFailure';
import { useOpening } from '../../hooks/useOpening';
import { INCIDENT_LEVELS } from '../../incidentLevels';
import { IncidentDialog } from '../IncidentDialog';
import { requestOf, startIn, titleBy, type OpeningDraft } from './opening';

const useStyles = makeStyles(
  theme => ({
    content: { padding: theme.spacing(0.5, 0, 3) },
    fields: { marginTop: theme.spacing(2) },
    help: {
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
    failure: { padding: theme.spacing(0, 3, 2) },
  }),
  { name: 'IdeogramIncidentOpenIncidentDialog' },
);

function OpeningFailure(props: {
  failure: ChangeFailure;
  storyPath(incident: Incident): string;
  onBeside(): void;
}) {
  const { failure, storyPath, onBeside } = props;
  const t = useTranslation();
  const { incident } = failure;
  if (incident) {
    const { number, title } = incident;
    return (
      <FailureBox
        lost={false}
        title={t('openIncident.standing', { number })}
        ways={
          <>
            <Link to={storyPath(incident)}>
              {t('openIncident.join', { number })}
            </Link>{' '}
            <Button size="small" color="primary" onClick={onBeside}>
              {t('openIncident.beside')}
            </Button>
          </>
        }
      >
        {t('openIncident.standingBody', { title })}
      </FailureBox>
    );
  }
  const isLost = failure.kind === 'lost';
  return (
    <FailureBox
      lost={isLost}
      title={t(isLost ? 'openIncident.lost' : 'openIncident.failed')}
    >
      {isLost ? t('openIncident.lostBody') : failure.message}
    </FailureBox>
  );
}

/** What is to be known of an incident before it is opened. */
export function OpenIncidentDialog(props: {
  entityRef: string;
  target: { name: string; title: string };
  /** As it was last seen. */
  triage: Triage | undefined;
  storyPath(incident: Incident): string;
  onOpened(incident: Incident): void;
  onClose(): void;
}) {
  const { entityRef, target, triage, onOpened, onClose } = props;
  const classes = useStyles();
  const t = useTranslation();
  const titleId = useId('dialog');
  const whyId = useId('why');
  const content = useFocusFirstField<HTMLDivElement>();
  const [draft, setDraft] = useState<OpeningDraft>(() => ({
    title: titleBy(triage, target.title),
    severity: '',
    summary: '',
    startedAt: '',
    drill: false,
  }));
  const { open, sending, failure } = useOpening(onOpened);
  const enter = (entered: Partial<OpeningDraft>) =>
    setDraft({ ...draft, ...entered });
  const isNoTime = Number.isNaN(startIn(draft, Date.now()) ?? 0);
  const needed =
    draft.title.trim() === '' ? t('openIncident.needed') : undefined;
  const why = isNoTime ? t('openIncident.notATime') : needed;
  const send = (separate?: true) =>
    open({
      ...requestOf(draft, { entityRef, target: target.name }, Date.now()),
      ...(separate && { separate }),
    });
  const isLost = failure?.kind === 'lost';
  return (
    <IncidentDialog titleId={titleId} onClose={onClose}>
      <DialogHeader
        titleId={titleId}
        title={t('openIncident.title')}
        subtitle={target.title}
        onClose={onClose}
      />
      <DialogContent className={classes.content} ref={content}>
        <DialogSection>
          {t('openIncident.willHappen')}
          <div className={classes.fields}>
            <TextBox
              label={t('openIncident.name')}
              help={t('openIncident.nameHelp')}
              maxLength={200}
              value={draft.title}
              readOnly={sending}
              onChange={title => enter({ title })}
            />
            <TextBox
              select
              label={t('openIncident.severity')}
              help={t('openIncident.severityHelp')}
              value={draft.severity || 'triage'}
              readOnly={sending}
              onChange={severity =>
                enter({
                  severity:
                    INCIDENT_LEVELS.find(level => level === severity) ?? '',
                })
              }
            >
              <MenuItem value="triage">
                {triage && triage.severity.level !== 'none'
                  ? t('openIncident.byTriageNow', {
                      level: triage.severity.level,
                    })
                  : t('openIncident.byTriage')}
              </MenuItem>
              {INCIDENT_LEVELS.map(level => (
                <MenuItem key={level} value={level}>
                  {level}
                </MenuItem>
              ))}
            </TextBox>
            <TextBox
              label={t('openIncident.summary')}
              multiline
              maxLength={5_000}
              value={draft.summary}
              readOnly={sending}
              onChange={summary => enter({ summary })}
            />
            <TextBox
              label={t('openIncident.startedAt')}
              help={t('openIncident.startedAtHelp')}
              error={isNoTime ? t('openIncident.notATime') : undefined}
              type="datetime-local"
              value={draft.startedAt}
              readOnly={sending}
              onChange={startedAt => enter({ startedAt })}
            />
            <FormControlLabel
              control={
                <Checkbox
                  color="primary"
                  checked={draft.drill}
                  onChange={(_, drill) => enter({ drill })}
                  inputProps={{ 'aria-describedby': `${whyId}-drill` }}
                />
              }
              label={t('openIncident.drill')}
            />
            <div id={`${whyId}-drill`} className={classes.help}>
              {t('openIncident.drillHelp')}
            </div>
          </div>
        </DialogSection>
      </DialogContent>
      {failure && (
        <div className={classes.failure}>
          <OpeningFailure
            failure={failure}
            storyPath={props.storyPath}
            onBeside={() => send(true)}
          />
        </div>
      )}
      <DialogFooter
        why={<div id={whyId}>{sending ? t('openIncident.sending') : why}</div>}
      >
        <Button color="primary" onClick={onClose}>
          {t('openIncident.cancel')}
        </Button>
        <ActionButton
          variant="contained"
          why={sending || why ? whyId : undefined}
          onClick={() => send()}
        >
          {isLost ? t('openIncident.tryAgain') : t('openIncident.open')}
        </ActionButton>
      </DialogFooter>
    </IncidentDialog>
  );
}
