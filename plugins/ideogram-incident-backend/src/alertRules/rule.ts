import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** What the rules of a target are made of; no secret is among it. */
export type RulesTarget = Pick<
  Target,
  'name' | 'title' | 'queries' | 'errorTypes' | 'thresholds'
>;

/** As it stands in a file of rules. */
export type Rule = {
  expr: string;
  labels: Record<string, string>;
} & (
  | { record: string }
  | {
      alert: string;
      for?: string;
      annotations: { summary: string; description: string };
    }
);

/** Rules, and what could not be made of the operator's queries. */
export interface RuleSet {
  rules: Rule[];
  /** One sentence each: which rule, and why. */
  leftOut: string[];
}

/** A part of the rules that can't be had. */
export const without = (...leftOut: string[]): RuleSet => ({
  rules: [],
  leftOut,
});

export const together = (...sets: RuleSet[]): RuleSet => ({
  rules: sets.flatMap(({ rules }) => rules),
  leftOut: sets.flatMap(({ leftOut }) => leftOut),
});

/** A title for an annotation, in which Prometheus fills in templates. */
export const shownTitle = ({ title }: RulesTarget) =>
  title.replaceAll('{{', '{{ "{{" }}');

/** How bad it is: whether somebody has to be woken up. */
export type AlertSeverity = 'page' | 'ticket';

export function alert(
  target: RulesTarget,
  {
    severity,
    labels = {},
    ...rule
  }: {
    alert: string;
    expr: string;
    for?: string;
    severity: AlertSeverity;
    labels?: Record<string, string>;
    annotations: { summary: string; description: string };
  },
): Rule {
  return {
    ...rule,
    labels: { ideogram_target: target.name, severity, ...labels },
  };
}
