import {
  builtInActions,
  type ActionRisk,
  type BuiltInAction,
} from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';

/** What a person reads of an action. */
export interface ActionWords {
  id: string;
  title: string;
  description: string;
  risk: ActionRisk;
}

export function builtInWords(id: BuiltInAction): ActionWords {
  const { title, description, risk } = builtInActions[id];
  return { id, title, description, risk };
}

export const noParameters = z.strictObject({});
