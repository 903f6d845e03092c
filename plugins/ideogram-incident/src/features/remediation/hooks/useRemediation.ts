import { createContext, useContext } from 'react';
import type { TargetInfo } from '../../../hooks/useTargets';
import type { ActionsState } from './useActions';
import type { FollowedOperations } from './useOperations';

/** What is done, and can be done, about one target. */
export interface Remediation {
  entityRef: string;
  target: TargetInfo;
  /** All targets of the component, in the order of its annotation. */
  targets: readonly TargetInfo[];
  /** True where the tab shows another target: no action opens from here. */
  isElsewhere: boolean;
  actions: ActionsState;
  operations: FollowedOperations;
  /** The entity reference of who is signed in. */
  userEntityRef?: string;
  /**
   * Opens an action, which is not run by that.
   *
   * @param at - `preview`: at what the cluster will store
   */
  openAction(id: string, at?: 'preview'): void;
  openOperation(id: string): void;
  /** Lets the tab show another target; what is open stays open. */
  openTarget(name: string): void;
}

export const RemediationContext = createContext<Remediation | undefined>(
  undefined,
);

export function useRemediation(): Remediation {
  const remediation = useContext(RemediationContext);
  if (!remediation) throw new Error('There is no target to remedy');
  return remediation;
}
