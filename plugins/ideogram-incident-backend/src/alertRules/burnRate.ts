import { failureMatchersOf } from './errorTypes';
import { hasWindow, over, typeLabelOf } from './queries';
import {
  alert,
  shownTitle,
  without,
  type AlertSeverity,
  type Rule,
  type RulesTarget,
  type RuleSet,
} from './rule';
import {
  errorsByTypeOver,
  failuresOver,
  recorded,
  requestsOver,
  WINDOWS,
  type Window,
} from './windows';

export const BURN_ALERT = 'IdeogramErrorBudgetBurn';

/** A share of few requests says little: so many of them must have failed. */
export const MIN_FAILURES = 5;

/** How fast the budget of 30 days burns; the fastest first. */
const BURNS: {
  factor: number;
  long: Window;
  short: Window;
  severity: AlertSeverity;
  for?: string;
  gone: string;
  lasts: string;
}[] = [
  {
    factor: 14.4,
    long: '1h',
    short: '5m',
    severity: 'page',
    gone: '2 days',
    lasts: 'hour',
  },
  {
    factor: 6,
    long: '6h',
    short: '30m',
    severity: 'page',
    gone: '5 days',
    lasts: '6 hours',
  },
  {
    factor: 3,
    long: '1d',
    short: '2h',
    severity: 'ticket',
    for: '5m',
    gone: '10 days',
    lasts: 'day',
  },
  {
    factor: 1,
    long: '3d',
    short: '6h',
    severity: 'ticket',
    for: '5m',
    gone: '30 days',
    lasts: '3 days',
  },
];

/** Which windows are recorded beside which alerts; each of them once. */
const RECORDED: Record<AlertSeverity, Window[]> = {
  page: ['5m', '30m', '1h', '6h'],
  ticket: ['2h', '1d', '3d'],
};

/** Without the noise of binary fractions. */
const rounded = (value: number) => Number(value.toPrecision(6));

const unusable = (names: string[]) =>
  `${BURN_ALERT} is left out: ${names.join(
    ' and ',
  )} can't be asked over other times, for $window does not stand in it`;

/** Requests, errors and the share that fails, over each window. */
function recordings(target: RulesTarget, window: Window): Rule[] {
  const { queries, errorTypes } = target;
  const label = typeLabelOf(queries);
  const labels = { ideogram_target: target.name };
  const errors = over(queries.errorsByType, window, queries);
  const failures = label
    ? failureMatchersOf(label, errorTypes)
        .map(matchers => recorded(errorsByTypeOver(window), target, matchers))
        .join(' or ')
    : recorded(errorsByTypeOver(window), target);
  return [
    {
      record: requestsOver(window),
      expr: `sum(${over(queries.requests, window, queries)})`,
      labels,
    },
    {
      record: errorsByTypeOver(window),
      expr: `sum ${label ? `by (${label}) ` : ''}(${errors})`,
      labels,
    },
    {
      record: failuresOver(window),
      // Zero while there has been no error: what was recorded before must not linger.
      expr: `clamp_max(\n  (sum(${failures}) or vector(0))\n    /\n  sum(${recorded(
        requestsOver(window),
        target,
      )}),\n  1\n)`,
      labels,
    },
  ];
}

/**
 * What a faster rule told of already, in the time of the short window: without
 * this, an outage of ten minutes would go on firing for hours after its end.
 */
function toldAlready(target: RulesTarget, index: number): string {
  const faster = BURNS.slice(0, index).map(({ long }) => long);
  const alerts = recorded(
    'ALERTS',
    target,
    `alertname="${BURN_ALERT}",window=~"${faster.join('|')}"`,
  );
  return `unless on (ideogram_target)\n  max_over_time(${alerts}[${BURNS[index].short}])`;
}

function burnAlert(
  target: RulesTarget,
  objective: number,
  index: number,
): Rule {
  const { factor, long, short, severity, gone, lasts, ...hold } = BURNS[index];
  const limit = rounded(factor * (1 - objective));
  const share = (window: Window) => recorded(failuresOver(window), target);
  const percent = `${rounded((1 - objective) * 100)}%`;
  return alert(target, {
    alert: BURN_ALERT,
    expr: [
      `${share(long)} > ${limit}`,
      'and',
      `${share(short)} > ${limit}`,
      'and',
      `${share(long)} * ${recorded(requestsOver(long), target)} * ${
        WINDOWS[long]
      } >= ${MIN_FAILURES}`,
      ...(index > 0 ? [toldAlready(target, index)] : []),
    ].join('\n'),
    ...hold,
    severity,
    labels: { window: long },
    annotations: {
      summary: `${shownTitle(
        target,
      )}: {{ $value | humanizePercentage }} of requests to Ideogram failed in the last ${lasts}`,
      description: `At this rate the error budget of 30 days (${percent} of requests) is gone in ${gone}, and it still goes on. The Incident tab of the component says what to do.`,
    },
  });
}

const indexesOf = (wanted: AlertSeverity) =>
  BURNS.flatMap(({ severity }, index) => (severity === wanted ? [index] : []));

/**
 * The burn of the error budget: a long window tells that it matters, a short
 * one that it still goes on.
 *
 * @param objective - the share of requests that has to succeed
 */
export function burnRateRules(
  target: RulesTarget,
  objective: number,
  severity: AlertSeverity,
): RuleSet {
  const { errorsByType, requests } = target.queries;
  const names = Object.entries({
    'queries.errorsByType': errorsByType,
    'queries.requests': requests,
  }).flatMap(([name, query]) => (hasWindow(query) ? [] : [name]));
  // Said once, and not with each group.
  if (names.length > 0) {
    return severity === 'page' ? without(unusable(names)) : without();
  }
  const indexes = indexesOf(severity);
  return {
    rules: [
      ...RECORDED[severity].flatMap(window => recordings(target, window)),
      ...indexes.map(index => burnAlert(target, objective, index)),
    ],
    leftOut:
      severity === 'page' && !typeLabelOf(target.queries)
        ? [
            `${BURN_ALERT} counts images that the safety filter refused as errors: queries.errorsByType groups by no label that tells the type of an error`,
          ]
        : [],
  };
}
