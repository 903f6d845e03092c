import { matchersOf } from './errorTypes';
import { countersIn, selectorOf, typeLabelOf } from './queries';
import {
  alert,
  shownTitle,
  without,
  type RulesTarget,
  type RuleSet,
} from './rule';

const CLASSES = {
  authentication: {
    name: 'IdeogramAuthenticationErrors',
    summary: 'Ideogram refuses the API key (401 or 403)',
    description:
      'Every request with this key fails until a key that Ideogram accepts is in the secret. Verify the key, then rotate it: the Incident tab of the component has both buttons.',
  },
  billing: {
    name: 'IdeogramCreditUsedUp',
    summary: 'Ideogram asks for payment (402)',
    description:
      'The account has no credit left, or has reached a limit of its plan. Images fail until somebody tops up or raises the plan at Ideogram.',
  },
} as const;

/** So long ago the series of a process that still runs was last seen, whatever gap was between. */
const REMEMBERED = '1h';
/** Without scrapes in this time it is not known what is new. */
const WATCHED = '10m';

/**
 * Errors of which one is too many. A counter with a label is born at 1 with
 * its first error, and `rate` sees growth only: so a series that is new counts
 * with all that it has. It is new where it was not there before although
 * requests were counted then: not after a gap, nor when Prometheus begins.
 */
export function firstErrorRules(
  target: RulesTarget,
  errorClass: keyof typeof CLASSES,
): RuleSet {
  const { queries, errorTypes } = target;
  const { name, summary, description } = CLASSES[errorClass];
  const label = typeLabelOf(queries);
  if (!label) {
    return without(
      `${name} is left out: queries.errorsByType groups by no label that tells the type of an error`,
    );
  }
  const counters = countersIn(queries.errorsByType, queries);
  if (counters.length === 0) {
    return without(
      `${name} is left out: queries.errorsByType takes no rate of a counter over [$window], whose first error could be seen`,
    );
  }
  const { window } = queries;
  const watched = countersIn(queries.requests, queries).map(
    each => `${selectorOf(each)}[${WATCHED}] offset ${window}`,
  );
  const matchers = matchersOf(label, errorClass, errorTypes);
  const series = counters.flatMap(each =>
    matchers.map(more => selectorOf(each, more)),
  );
  const born = (selector: string) =>
    [
      `(${selector} > 0 unless last_over_time(${selector}[${REMEMBERED}] offset ${window}))`,
      `and on () (${watched
        .map(each => `count(last_over_time(${each}))`)
        .join(' or ')})`,
    ].join('\n      ');
  return {
    rules: [
      alert(target, {
        alert: name,
        expr: `sum by (${label}) (\n  ${series
          .map(selector =>
            [
              ...(watched.length > 0 ? [born(selector)] : []),
              `increase(${selector}[${window}]) > 0`,
            ].join('\n    or\n  '),
          )
          .join('\n    or\n  ')}\n)`,
        severity: 'page',
        annotations: {
          summary: `${shownTitle(target)}: ${summary}`,
          description,
        },
      }),
    ],
    leftOut:
      watched.length > 0
        ? []
        : [
            `${name} sees errors from the second one on: queries.requests takes no rate of a counter over [$window], by which it could tell a new series from one that was not read for a while`,
          ],
  };
}

/** Requests that Ideogram refuses because there are too many. */
export function rateLimitRules(target: RulesTarget): RuleSet {
  const { queries, errorTypes, thresholds } = target;
  const name = 'IdeogramRateLimited';
  const label = typeLabelOf(queries);
  const counters = countersIn(queries.errorsByType, queries);
  if (!label || counters.length === 0) {
    return without(
      `${name} is left out: queries.errorsByType ${
        label
          ? 'takes no rate of a counter over [$window]'
          : 'groups by no label that tells the type of an error'
      }`,
    );
  }
  const limit = thresholds.rateLimitedPerMinute;
  const refused = counters.flatMap(each =>
    matchersOf(label, 'rate-limited', errorTypes).map(
      more => `rate(${selectorOf(each, more)}[${queries.window}])`,
    ),
  );
  return {
    rules: [
      alert(target, {
        alert: name,
        expr: `sum(\n  ${refused.join('\n    or\n  ')}\n) * 60 > ${limit}`,
        for: '10m',
        severity: 'page',
        annotations: {
          summary: `${shownTitle(
            target,
          )}: Ideogram refuses {{ $value | humanize }} requests a minute with 429`,
          description: `More than ${limit} a minute are refused because too many are sent at once. The queue lets them wait instead: the Incident tab of the component has the button.`,
        },
      }),
    ],
    leftOut: [],
  };
}
