import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useAddressedView } from '../../hooks/useAddressParameter';
import type { TargetInfo } from '../../hooks/useTargets';
import { useUserEntityRef } from '../../hooks/useUserEntityRef';
import {
  ActionDialog,
  type DialogView,
} from './components/ActionDialog/ActionDialog';
import type { IdempotencyKeys } from './components/ActionDialog/useRunAction';
import { GUIDANCE_HEADING_ID } from './components/Guidance/Guidance';
import {
  OperationAnnouncer,
  useOperationAnnouncement,
} from './components/Operations/OperationAnnouncer';
import { focusOperationCard } from './components/Operations/OperationCard';
import { useActions, type TargetObservation } from './hooks/useActions';
import { useOperations } from './hooks/useOperations';
import { RemediationContext, type Remediation } from './hooks/useRemediation';

/** What is done about a target, and the dialog in which it is. */
export function RemediationProvider(props: {
  entityRef: string;
  targets: readonly TargetInfo[];
  target: TargetInfo;
  seen: TargetObservation;
  /** After an operation has ended: the world may be another. */
  onChanged(): void;
  onSelect(name: string): void;
  children: ReactNode;
}) {
  const { entityRef, targets, target, seen, onChanged, onSelect } = props;
  const [chosen, setChosen] = useState<DialogView & { kind: 'action' }>();
  // An operation has an address, so that it can be sent to who has to approve.
  const {
    shown: operationId,
    open: openOperation,
    close: closeOperation,
  } = useAddressedView('operation');
  const view = useMemo<DialogView | undefined>(() => {
    if (chosen || operationId === undefined) return chosen;
    return { kind: 'operation', id: operationId };
  }, [operationId, chosen]);
  const viewed = useRef(view);
  viewed.current = view;
  // The address changes a moment later than the state here. The one gives way
  // only once the other is there, so that the dialog stays open meanwhile.
  useEffect(() => {
    if (operationId !== undefined) setChosen(undefined);
  }, [operationId]);
  const leaveOperation = useRef<() => void>();
  leaveOperation.current =
    operationId === undefined ? undefined : closeOperation;
  useEffect(() => {
    if (chosen) leaveOperation.current?.();
  }, [chosen]);
  const keys = useRef<IdempotencyKeys>(new Map());
  const userEntityRef = useUserEntityRef();
  const actions = useActions(entityRef, target.name, seen);
  const operations = useOperations(entityRef, target.name, () => {
    actions.refresh();
    onChanged();
  });
  const heard = useOperationAnnouncement(
    operations.operations,
    operations.loaded,
  );

  const { refresh: refreshActions } = actions;
  const { refresh: refreshOperations } = operations;
  useEffect(() => {
    if (view?.kind === 'action') refreshActions();
    if (view?.kind === 'operation') refreshOperations();
  }, [view, refreshActions, refreshOperations]);

  const close = () => {
    if (view?.kind === 'operation') closeOperation();
    setChosen(undefined);
  };

  // Also after the browser's Back.
  const lastView = useRef<DialogView>();
  useEffect(() => {
    const closed = view ? undefined : lastView.current;
    lastView.current = view;
    if (!closed) return;
    setTimeout(() => {
      // Where the button it was opened by is still there, it has the focus.
      if (document.activeElement !== document.body) return;
      if (closed.kind === 'operation' && focusOperationCard(closed.id)) return;
      document.getElementById(GUIDANCE_HEADING_ID)?.focus();
    });
  }, [view]);

  const onStarted = (operation: Operation) => {
    operations.add(operation);
    // Where it was closed meanwhile, the operation is on the tab.
    const now = viewed.current;
    if (now?.kind === 'action' && now.action === operation.action) {
      openOperation(operation.id);
    }
    actions.refresh();
  };

  const remediation = useMemo<Remediation>(
    () => ({
      entityRef,
      target,
      targets,
      isElsewhere: false,
      actions,
      operations,
      userEntityRef,
      openAction: (action, at) => setChosen({ kind: 'action', action, at }),
      openOperation,
      openTarget: onSelect,
    }),
    [
      entityRef,
      target,
      targets,
      actions,
      operations,
      userEntityRef,
      openOperation,
      onSelect,
    ],
  );
  const announcer = <OperationAnnouncer heard={heard} />;
  return (
    <RemediationContext.Provider value={remediation}>
      {props.children}
      {view ? (
        <ActionDialog
          view={view}
          keys={keys.current}
          onStarted={onStarted}
          onClose={close}
        >
          {announcer}
        </ActionDialog>
      ) : (
        announcer
      )}
    </RemediationContext.Provider>
  );
}
