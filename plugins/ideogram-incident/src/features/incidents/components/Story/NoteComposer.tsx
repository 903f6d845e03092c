import { useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type { TimelineEntry } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../../api';
import { newKey } from '../../../../api/newKey';
import { ActionButton } from '../../../../components/ActionButton';
import { FailureBox } from '../../../../components/FailureBox';
import { TextBox } from '../../../../components/TextBox';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { changeFailure, type ChangeFailure } from '../../changeFailure';
import { NO_DRAFT, type NoteDraft } from '../../hooks/useNoteDraft';

const MAX_LENGTH = 20_000;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5) },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    words: {
      flex: '1 1 200px',
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentNoteComposer' },
);

/** Milliseconds; undefined where it is of now, NaN where it can't be. */
function momentIn({ occurredAt }: NoteDraft): number | undefined {
  if (occurredAt === '') return undefined;
  const at = Date.parse(occurredAt);
  return at > Date.now() ? NaN : at;
}

/** Sends a note; the same one again after a lost answer, and never two of it. */
function useSendNote(
  incidentId: string,
  draft: NoteDraft,
  setDraft: (draft: NoteDraft) => void,
  onAdded: () => void,
) {
  const api = useApi(ideogramIncidentApiRef);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ChangeFailure>();
  // A second click may come before the first is drawn.
  const inFlight = useRef(false);
  const send = async () => {
    if (inFlight.current) return;
    inFlight.current = true;
    const key = draft.key ?? newKey();
    const occurredAt = momentIn(draft);
    setDraft({ ...draft, key });
    setSending(true);
    setFailure(undefined);
    try {
      await api.call('addNote', {
        params: { id: incidentId },
        idempotencyKey: key,
        body: {
          text: draft.text.trim(),
          ...(draft.corrects && { corrects: draft.corrects }),
          ...(occurredAt !== undefined && {
            occurredAt: new Date(occurredAt).toISOString(),
          }),
        },
      });
      setDraft(NO_DRAFT);
      onAdded();
    } catch (error) {
      const failed = changeFailure(error);
      if (failed.kind !== 'lost') setDraft({ ...draft, key: undefined });
      setFailure(failed);
    }
    inFlight.current = false;
    setSending(false);
  };
  return { send, sending, failure };
}

/** Writes on the timeline. What was typed is lost by nothing. */
export function NoteComposer(props: {
  incidentId: string;
  draft: NoteDraft;
  /** Whether the draft would be there again after a reload. */
  kept: boolean;
  /** The entry that the draft corrects. */
  corrected?: Pick<TimelineEntry, 'sequence'>;
  onDraft(draft: NoteDraft): void;
  onAdded(): void;
}) {
  const { incidentId, draft, kept, corrected, onDraft, onAdded } = props;
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const { send, sending, failure } = useSendNote(
    incidentId,
    draft,
    onDraft,
    onAdded,
  );
  const [backDated, setBackDated] = useState(draft.occurredAt !== '');
  const isNoTime = Number.isNaN(momentIn(draft) ?? 0);
  const isEmpty = draft.text.trim() === '';
  // Another text is another note: it gets a key of its own.
  const enter = (entered: Partial<NoteDraft>) =>
    onDraft({ ...draft, key: undefined, ...entered });
  const isLost = failure?.kind === 'lost';
  return (
    <div className={classes.root}>
      <TextBox
        label={
          corrected
            ? t('note.correction', { number: String(corrected.sequence) })
            : t('note.label')
        }
        multiline
        maxLength={MAX_LENGTH}
        value={draft.text}
        readOnly={sending}
        onChange={text => enter({ text })}
      />
      {backDated && (
        <TextBox
          label={t('note.when')}
          help={t('note.whenHelp')}
          error={isNoTime ? t('note.notATime') : undefined}
          type="datetime-local"
          value={draft.occurredAt}
          readOnly={sending}
          onChange={occurredAt => enter({ occurredAt })}
        />
      )}
      {failure && (
        <FailureBox
          lost={isLost}
          title={t(isLost ? 'note.lost' : 'note.failed')}
        >
          {isLost ? t('note.lostBody') : failure.message} {t('note.stillHere')}
        </FailureBox>
      )}
      <div className={classes.row}>
        <span id={whyId} className={classes.words}>
          {sending && t('note.sending')}
          {!sending && isEmpty && t('note.empty')}
          {!sending && !isEmpty && t(kept ? 'note.kept' : 'note.notKept')}
        </span>
        {corrected && (
          <Button
            color="primary"
            onClick={() => enter({ corrects: undefined })}
          >
            {t('note.noCorrection')}
          </Button>
        )}
        <Button
          color="primary"
          onClick={() => {
            setBackDated(!backDated);
            if (backDated) enter({ occurredAt: '' });
          }}
        >
          {t(backDated ? 'note.ofNow' : 'note.backDate')}
        </Button>
        <ActionButton
          why={sending || isEmpty || isNoTime ? whyId : undefined}
          onClick={send}
        >
          {t(corrected ? 'note.addCorrection' : 'note.add')}
        </ActionButton>
      </div>
    </div>
  );
}
