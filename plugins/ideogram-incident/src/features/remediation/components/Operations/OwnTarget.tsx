import { useMemo, type ReactNode } from 'react';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useActions, type TargetObservation } from '../../hooks/useActions';
import {
  RemediationContext,
  useRemediation,
  type Remediation,
} from '../../hooks/useRemediation';

/** The tab reads another target: there is nothing to ask anew for. */
const NOT_READ: TargetObservation = {
  observedAt: undefined,
  workload: undefined,
};

function Own(props: { operation: Operation; children: ReactNode }) {
  const { entityRef, target: name } = props.operation;
  const onTab = useRemediation();
  const actions = useActions(entityRef, name, NOT_READ);
  const own = useMemo<Remediation>(() => {
    const { operations, targets, target: shown } = onTab;
    const isElsewhere = name !== shown.name;
    return {
      ...onTab,
      target: targets.find(one => one.name === name) ?? {
        name,
        title: name,
        links: [],
      },
      isElsewhere,
      actions,
      operations: isElsewhere ? { ...operations, add: () => {} } : operations,
    };
  }, [onTab, name, actions]);
  return (
    <RemediationContext.Provider value={own}>
      {props.children}
    </RemediationContext.Provider>
  );
}

/**
 * What is within is told of the target and the component that an operation
 * belongs to, whichever the tab shows: its address may name another target.
 */
export function OwnTarget(props: {
  operation: Operation;
  children: ReactNode;
}) {
  const { entityRef, target } = useRemediation();
  const { operation, children } = props;
  const isOfTab =
    operation.entityRef === entityRef && operation.target === target.name;
  return isOfTab ? (
    <>{children}</>
  ) : (
    <Own operation={operation}>{children}</Own>
  );
}
