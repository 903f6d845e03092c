import { Document } from 'yaml';
import { burnRateRules } from './burnRate';
import { firstErrorRules, rateLimitRules } from './firstErrors';
import { together, type Rule, type RulesTarget, type RuleSet } from './rule';
import { heartbeat, latencyRules, noDataRules } from './signals';

export interface RulesOptions {
  /** The share of requests that has to succeed. */
  objective: number;
  /** Instead of the time for which each alert waits. */
  hold?: string;
}

export interface RulesFile {
  yaml: string;
  /** What could not be made of the operator's queries, a sentence each. */
  leftOut: string[];
}

interface Group extends RuleSet {
  target: string;
  name: string;
  interval?: string;
}

/** The rules of a target: those over days in a group that is evaluated less often. */
function groupsOf(target: RulesTarget, objective: number): Group[] {
  const name = `ideogram-incident-${target.name}`;
  const fast = together(
    burnRateRules(target, objective, 'page'),
    firstErrorRules(target, 'authentication'),
    firstErrorRules(target, 'billing'),
    rateLimitRules(target),
    latencyRules(target),
    noDataRules(target),
  );
  const slow = burnRateRules(target, objective, 'ticket');
  return [
    {
      ...fast,
      target: target.name,
      name,
      rules: [...fast.rules, heartbeat(target)],
    },
    { ...slow, target: target.name, name: `${name}-days`, interval: '2m' },
  ].filter(({ rules }) => rules.length > 0);
}

const held = (rule: Rule, hold: string | undefined): Rule =>
  hold !== undefined && 'for' in rule && rule.for
    ? { ...rule, for: hold }
    : rule;

/** In the order in which a person reads a rule. */
function written({ expr, labels, ...rest }: Rule): object {
  if ('record' in rest) return { ...rest, expr, labels };
  const { alert, annotations, ...waits } = rest;
  return { alert, expr, ...waits, labels, annotations };
}

/** Recording and alerting rules of these targets, as a file for Prometheus. */
export function rulesFile(
  targets: readonly RulesTarget[],
  { objective, hold }: RulesOptions,
): RulesFile {
  const groups = targets.flatMap(target => groupsOf(target, objective));
  const document = new Document(
    {
      groups: groups.map(({ name, interval, rules }) => ({
        name,
        ...(interval && { interval }),
        rules: rules.map(rule => written(held(rule, hold))),
      })),
    },
    { aliasDuplicateObjects: false },
  );
  const leftOut = groups.flatMap(({ target, leftOut: sentences }) =>
    sentences.map(sentence => `${target}: ${sentence}.`),
  );
  document.commentBefore = [
    ' Rules of Ideogram Incident for Prometheus, made from the configuration of the',
    ' portal: yarn prometheus-rules --config <file> makes them anew. Do not edit.',
    ...leftOut.map(sentence => ` ${sentence}`),
  ].join('\n');
  return {
    yaml: document.toString({ lineWidth: 0, singleQuote: true }),
    leftOut,
  };
}
