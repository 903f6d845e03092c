import type { ActionRisk } from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';

/** What a person reads of an action. */
export interface ActionWords {
  id: string;
  title: string;
  description: string;
  risk: ActionRisk;
}

export const noParameters = z.strictObject({});
