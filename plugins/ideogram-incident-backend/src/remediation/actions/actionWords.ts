import {
  builtInActions,
  type BuiltInAction,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';

/** What a person reads of an action. */
export type ActionWords = Pick<
  RemediationAction,
  'id' | 'title' | 'description' | 'risk'
>;

export function builtInWords(id: BuiltInAction): ActionWords {
  const { title, description, risk } = builtInActions[id];
  return { id, title, description, risk };
}

export const noParameters = z.strictObject({});

/** What the actions share that change nothing but the deployment. */
export const ofDeployment = {
  parameters: noParameters,
  access: ['get deployment', 'patch deployment', 'list pods'],
} satisfies Partial<RemediationAction>;
