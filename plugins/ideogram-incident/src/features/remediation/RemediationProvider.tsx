import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
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
import { openButtonId } from './components/Operations/OperationCards';
import { useActions, type TargetObservation } from './hooks/useActions';
import { useOperations } from './hooks/useOperations';
import { RemediationContext, type Remediation } from './hooks/useRemediation';

/** What is done about a target, and the dialog in which it is. */
export function RemediationProvider(props: {
  entityRef: string;
  target: TargetInfo;
  seen: TargetObservation;
  /** After an operation has ended: the world may be another. */
  onChanged(): void;
  children: ReactNode;
}) {
  const { entityRef, target, seen, onChanged, children } = props;
  const [view, setView] = useState<DialogView>();
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
    setView(undefined);
    setTimeout(() => {
      // Where the button it was opened by is still there, it has the focus.
      if (document.activeElement !== document.body) return;
      const card =
        view?.kind === 'operation' &&
        document.getElementById(openButtonId(view.id));
      (card || document.getElementById(GUIDANCE_HEADING_ID))?.focus();
    });
  };

  const onStarted = (operation: Operation) => {
    operations.add(operation);
    // Where it was closed meanwhile, the operation is on the tab.
    setView(now =>
      now?.kind === 'action' && now.action === operation.action
        ? { kind: 'operation', id: operation.id }
        : now,
    );
    actions.refresh();
  };

  const remediation = useMemo<Remediation>(
    () => ({
      entityRef,
      target,
      actions,
      operations,
      userEntityRef,
      openAction: (action, at) => setView({ kind: 'action', action, at }),
      openOperation: id => setView({ kind: 'operation', id }),
    }),
    [entityRef, target, actions, operations, userEntityRef],
  );
  const announcer = <OperationAnnouncer heard={heard} />;
  return (
    <RemediationContext.Provider value={remediation}>
      {children}
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
