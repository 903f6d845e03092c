import { promDurationSeconds } from '../upstream/prometheus';
import { countersIn, hasWindow, over, selectorOf } from './queries';
import {
  alert,
  shownTitle,
  without,
  type Rule,
  type RulesTarget,
  type RuleSet,
} from './rule';

/** 95 of 100 say nothing about fewer. */
const MIN_REQUESTS = 10;

/** The requests of the last window, where the query can tell. */
const requestsIn = ({ queries }: RulesTarget) =>
  `sum(${over(queries.requests, queries.window, queries)})`;

export function latencyRules(target: RulesTarget): RuleSet {
  const { queries, thresholds } = target;
  const { window } = queries;
  const seconds = promDurationSeconds(window) ?? 0;
  const limit = thresholds.latencyP95Seconds;
  return {
    rules: [
      alert(target, {
        alert: 'IdeogramLatencyHigh',
        expr: `max(${over(
          queries.latencyP95,
          window,
          queries,
        )}) > ${limit}\nand\n${requestsIn(
          target,
        )} * ${seconds} >= ${MIN_REQUESTS}`,
        for: '10m',
        severity: 'page',
        annotations: {
          summary: `${shownTitle(
            target,
          )}: requests to Ideogram take {{ $value | humanizeDuration }}`,
          description: `5 of 100 take longer than that; the limit is ${limit} s. Whether Ideogram or the way to it is slow, the Incident tab of the component says.`,
        },
      }),
    ],
    leftOut: [],
  };
}

/**
 * Processes that Prometheus can read: a counter with labels is born with its
 * first request, so that after a rollout at night there may be none.
 */
function readable({ queries }: RulesTarget): string | undefined {
  const counted = countersIn(queries.requests, queries).map(
    each => `group by (job) (last_over_time(${selectorOf(each)}[1d]))`,
  );
  const up = selectorOf({ name: 'up', matchers: queries.selector });
  return counted.length > 0
    ? `${up} == 1 and on (job) (${counted.join(' or ')})`
    : undefined;
}

/** Nothing counts requests, and nothing is there that could. */
export function noDataRules(target: RulesTarget): RuleSet {
  const { queries } = target;
  const name = 'IdeogramNoData';
  if (!hasWindow(queries.requests)) {
    return without(
      `${name} is left out: queries.requests takes no rate over $window, so an answer may be older than the trouble`,
    );
  }
  const processes = readable(target);
  return {
    rules: [
      alert(target, {
        alert: name,
        expr: [
          `absent(${over(queries.requests, queries.window, queries)})`,
          ...(processes ? [`unless on ()\n  (${processes})`] : []),
        ].join('\n'),
        for: '5m',
        severity: 'page',
        annotations: {
          summary: `${shownTitle(
            target,
          )}: Prometheus reads nothing of the Ideogram integration`,
          description:
            'Either no process of it runs, or Prometheus can not reach it, or it counts under other names than `queries` in the configuration of the portal. Until then no other rule can tell of trouble.',
        },
      }),
    ],
    leftOut: processes
      ? []
      : [
          `${name} also fires where no request came since the start of a process: queries.requests takes no rate of a counter over [$window], by which those processes could be found`,
        ],
  };
}

/** Always firing: where it falls silent, no other alert would arrive either. */
export function heartbeat(target: RulesTarget): Rule {
  return {
    alert: 'IdeogramIncidentHeartbeat',
    expr: 'vector(1)',
    // No severity: nothing is wrong while it fires.
    labels: { ideogram_target: target.name },
    annotations: {
      summary: `${shownTitle(target)}: alerts arrive`,
      description:
        'Always firing. The portal expects it, and says so when it stays away: then Prometheus, Alertmanager or the way between is broken.',
    },
  };
}
