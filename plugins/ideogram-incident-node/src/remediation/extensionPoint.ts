import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { z } from 'zod';
import type { RemediationAction } from './action';

/** @public */
export interface IdeogramIncidentActionsExtensionPoint {
  /** Adds an action; its id must not be taken. */
  addAction<P extends z.ZodObject>(action: RemediationAction<P>): void;
}

/**
 * Where a module adds remediation actions of its own.
 *
 * @public
 */
export const ideogramIncidentActionsExtensionPoint =
  createExtensionPoint<IdeogramIncidentActionsExtensionPoint>({
    id: 'ideogram-incident.actions',
  });
