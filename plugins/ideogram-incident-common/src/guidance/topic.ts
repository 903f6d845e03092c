import type {
  KubernetesDescription,
  Link,
  TargetDescription,
} from '../target/target';
import { isInForce } from '../triage/mitigations';
import type { Reading } from '../triage/reading';
import type { MitigationName } from '../triage/probes/workload';
import type { GuidanceStep, Outcome } from '../triage/triage';

/** What guidance is filled in from. */
export interface GuidanceContext {
  target: TargetDescription;
  readings: readonly Reading[];
}

type Filled<T> = T | ((context: GuidanceContext) => T | undefined);

/** A step before it is filled in. */
export interface StepTemplate {
  /** An order. */
  text: Filled<string>;
  detail?: Filled<string>;
  /** The remediation action that does it, where a cluster is configured. */
  action?: string;
  /** Left out where this is in force already. */
  enables?: MitigationName;
  command?: (context: GuidanceContext) => string | undefined;
  link?: (context: GuidanceContext) => Link | undefined;
  /** The one of several possible outcomes that it is for. */
  outcome?: Outcome;
  /** Left out where it does not hold; without it, always given. */
  when?: (context: GuidanceContext) => boolean;
}

/** What to do about one thing, in the order in which it is to be done. */
export interface Topic {
  /** What stops the harm. */
  harm: readonly StepTemplate[];
  /** What tells people. */
  people: readonly StepTemplate[];
  /** What finds the cause. */
  cause: readonly StepTemplate[];
  /** What ends the measures, and prevents the next time. */
  after: readonly StepTemplate[];
}

/** A command for the cluster, where there is one. */
export function inCluster(
  command: (
    kubernetes: KubernetesDescription,
    context: GuidanceContext,
  ) => string | undefined,
): (context: GuidanceContext) => string | undefined {
  return context => {
    const { kubernetes } = context.target;
    return kubernetes && command(kubernetes, context);
  };
}

function filled(
  value: Filled<string> | undefined,
  context: GuidanceContext,
): string | undefined {
  return typeof value === 'function' ? value(context) : value;
}

/** Only what a browser may open: an address can come from a status page. */
function isWebAddress({ url }: Link): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url);
}

/** Fills templates in and leaves out those that do not apply. */
export function fillIn(
  templates: readonly StepTemplate[],
  context: GuidanceContext,
): GuidanceStep[] {
  return templates.flatMap(template => {
    const { when, enables } = template;
    if (when && !when(context)) return [];
    if (enables && isInForce(context.readings, enables)) return [];
    const text = filled(template.text, context);
    if (!text) return [];
    const step: GuidanceStep = { text };
    const detail = filled(template.detail, context);
    const command = template.command?.(context);
    const link = template.link?.(context);
    if (detail) step.detail = detail;
    if (template.action && context.target.kubernetes) {
      step.action = template.action;
    }
    if (command) step.command = command;
    if (link && isWebAddress(link)) step.link = link;
    if (template.outcome) step.outcome = template.outcome;
    return [step];
  });
}
