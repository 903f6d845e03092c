import {
  actionRiskSchema,
  type ActionRisk,
} from 'backstage-plugin-ideogram-incident-common';
import type { Section } from './section';
import { line, number, oneOf, textOrEmpty } from './values/basics';
import { envName, labelName } from './values/kubernetesNames';

/** An action of the operator's own, in nothing but configuration. */
export type OperatorAction = {
  id: string;
  title: string;
  description?: string;
  risk: ActionRisk;
} & (
  | { kind: 'setEnv'; env: string; value: string; container?: string }
  | { kind: 'restart' }
  | { kind: 'scale'; replicas: number }
  | { kind: 'undoRollout' }
);

export const KINDS = ['setEnv', 'restart', 'scale', 'undoRollout'] as const;

const MOST_REPLICAS = 1000;
const replicas = number(
  value => Number.isInteger(value) && value >= 1 && value <= MOST_REPLICAS,
  `a whole number from 1 to ${MOST_REPLICAS}`,
);

/** Undefined where its kind is wrong, which is told. */
export function readOperatorAction(
  id: string,
  section: Section,
): OperatorAction | undefined {
  const kind = section.required('kind', oneOf(KINDS));
  const common = {
    id,
    title: section.required('title', line),
    description: section.optional('description', line),
    risk: section.value('risk', oneOf(actionRiskSchema.options), 'medium'),
  };
  switch (kind) {
    case 'setEnv':
      return {
        ...common,
        kind,
        env: section.required('env', envName),
        value: section.required('value', textOrEmpty),
        container: section.optional('container', labelName),
      };
    case 'scale':
      return {
        ...common,
        kind,
        replicas: section.required('replicas', replicas),
      };
    case 'restart':
    case 'undoRollout':
      return { ...common, kind };
    default:
      // What else it needs depends on what it should have been.
      ['env', 'value', 'container', 'replicas'].forEach(name =>
        section.allow(name),
      );
      return undefined;
  }
}
