import type { Link, TargetDescription } from '../target/target';
import { isInForce } from '../triage/mitigations';
import type { Reading } from '../triage/reading';
import type { MitigationName } from '../triage/probes/workload';
import type { GuidanceStep, Outcome } from '../triage/triage';
import { kubectlFor } from './commands/kubectl';

/** What guidance is filled in from. */
export interface GuidanceContext {
  target: TargetDescription;
  readings: readonly Reading[];
}

/** A step before it is filled in. */
export interface StepTemplate {
  /** An order. */
  text: string;
  detail?: string | ((context: GuidanceContext) => string | undefined);
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
    kubectl: ReturnType<typeof kubectlFor>,
    context: GuidanceContext,
  ) => string,
): (context: GuidanceContext) => string | undefined {
  return context => {
    const { kubernetes } = context.target;
    return kubernetes && command(kubectlFor(kubernetes), context);
  };
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
    const { text, action, outcome, when, enables } = template;
    if (when && !when(context)) return [];
    if (enables && isInForce(context.readings, enables)) return [];
    const detail =
      typeof template.detail === 'function'
        ? template.detail(context)
        : template.detail;
    const command = template.command?.(context);
    const link = template.link?.(context);
    return {
      text,
      ...(detail && { detail }),
      ...(action && context.target.kubernetes && { action }),
      ...(command && { command }),
      ...(link && isWebAddress(link) && { link }),
      ...(outcome && { outcome }),
    };
  });
}
