import type { VerifiedBy } from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import type { ActionWords } from '../actionWords';
import type { Override } from './lookAtOverride';

/** An env override: how it is set, and how it is reverted. */
export interface OverrideActions {
  enable: ActionWords;
  disable: ActionWords;
  overrideOf(target: RemediationTarget): Override;
  verifiedBy: VerifiedBy;
  revertVerifiedBy: VerifiedBy;
  /** Whether what it is for has ended. */
  isReasonGone?: RemediationAction['isReasonGone'];
}
