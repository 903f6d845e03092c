import type { ActionRisk } from 'backstage-plugin-ideogram-incident-common';

/** What a person reads of an action. */
export interface ActionWords {
  id: string;
  title: string;
  description: string;
  risk: ActionRisk;
}
