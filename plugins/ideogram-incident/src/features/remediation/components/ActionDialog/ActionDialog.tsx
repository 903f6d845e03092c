import { useEffect, useRef, useState, type ReactNode } from 'react';
import Dialog from '@material-ui/core/Dialog';
import DialogContent from '@material-ui/core/DialogContent';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles } from '@material-ui/core/styles';
import {
  hasEnded,
  type Action,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { DialogFooter, DialogHeader } from '../../../../components/DialogParts';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import {
  focusOfControls,
  forcedColours,
  ON_PHONE,
} from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { OperationView } from '../Operations/OperationView';
import { ActionForm, type ActionDraft } from './ActionForm';
import type { IdempotencyKeys } from './useRunAction';

/** What the dialog shows: an action before it is run, or an operation. */
export type DialogView =
  | { kind: 'action'; action: string; at?: 'preview' }
  | { kind: 'operation'; id: string };

const useStyles = makeStyles(
  theme => ({
    paper: {
      maxWidth: 720,
      fontSize: 14,
      lineHeight: '20px',
      ...focusOfControls(theme),
      ...forcedColours,
    },
    phone: { maxWidth: 'none' },
    gone: { padding: theme.spacing(0, 3, 3) },
  }),
  { name: 'IdeogramIncidentActionDialog' },
);

function ActionGone(props: { titleId: string; onClose(): void }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <>
      <DialogHeader
        titleId={props.titleId}
        title={t('attempt.refused')}
        focused
        onClose={props.onClose}
      />
      <DialogContent className={classes.gone}>{t('dialog.gone')}</DialogContent>
      <DialogFooter>{null}</DialogFooter>
    </>
  );
}

/**
 * What was entered, for as long as the dialog is open and it may be needed
 * again: an operation that fails for what it was told leads back to it.
 */
function useDraft(view: DialogView) {
  const { operations, openAction } = useRemediation();
  const [draft, setDraft] = useState<
    ActionDraft & {
      action: string;
      operation: string;
      /** True where the operation is another one, which stands in the way. */
      waits?: true;
    }
  >();
  const isShown = view.kind === 'operation' && view.id === draft?.operation;
  const of =
    isShown && !draft.waits
      ? operations.operations.find(({ id }) => id === draft.operation)
      : undefined;
  const { parameter } = of?.error ?? {};
  const isOver =
    of && of.status !== 'failed' && (hasEnded(of) || of.approval !== undefined);

  useEffect(() => {
    if (isOver) setDraft(undefined);
  }, [isOver]);

  useEffect(() => {
    if (!draft || !of?.error || !parameter) return;
    if (!(parameter in draft.values) || draft.refused) return;
    setDraft({ ...draft, refused: { parameter, problem: of.error } });
    openAction(draft.action);
  }, [draft, of, parameter, openAction]);

  return {
    draftOf: (action: string) => (draft?.action === action ? draft : undefined),
    setDraft,
    back: isShown && draft.waits ? () => openAction(draft.action) : undefined,
  };
}

/** Before an action, while it runs, and after it. Closing stops nothing. */
export function ActionDialog(props: {
  view: DialogView;
  keys: IdempotencyKeys;
  onStarted(operation: Operation): void;
  onClose(): void;
  /** What has to be heard while the rest of the page is out of reach. */
  children?: ReactNode;
}) {
  const { view, keys, onStarted, onClose } = props;
  const { actions, openOperation } = useRemediation();
  const classes = useStyles();
  const fullScreen = useMediaQuery(ON_PHONE, { noSsr: true });
  const titleId = useId('dialog');
  const { draftOf, setDraft, back } = useDraft(view);
  // What is open stays as it is where a later answer does not have it.
  const last = useRef<Action>();
  const found =
    view.kind === 'action'
      ? actions.list?.actions.find(({ id }) => id === view.action)
      : undefined;
  if (found) last.current = found;
  const action =
    view.kind === 'action' && last.current?.id === view.action
      ? last.current
      : undefined;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      scroll="paper"
      fullScreen={fullScreen}
      aria-labelledby={titleId}
      // What was typed is not thrown away by a click beside it.
      onClose={(_, reason) => reason === 'escapeKeyDown' && onClose()}
      PaperProps={{
        className: fullScreen
          ? `${classes.paper} ${classes.phone}`
          : classes.paper,
        'aria-modal': true,
      }}
    >
      {view.kind === 'operation' && (
        <OperationView
          key={view.id}
          id={view.id}
          titleId={titleId}
          onBack={back}
          onClose={onClose}
        />
      )}
      {view.kind === 'action' && action && (
        <ActionForm
          key={action.id}
          action={action}
          at={view.at}
          titleId={titleId}
          keys={keys}
          draft={draftOf(action.id)}
          onStarted={(operation, entered) => {
            setDraft({
              ...entered,
              action: action.id,
              operation: operation.id,
            });
            onStarted(operation);
          }}
          onOpenOther={(operation, entered) => {
            setDraft({ ...entered, action: action.id, operation, waits: true });
            openOperation(operation);
          }}
          onClose={onClose}
        />
      )}
      {view.kind === 'action' && !action && (
        <ActionGone titleId={titleId} onClose={onClose} />
      )}
      {props.children}
    </Dialog>
  );
}
