import { errorClassSchema } from 'backstage-plugin-ideogram-incident-common';
import { duration, number, oneOf, pattern, text } from '../config/forms';
import { mapping, ConfigMistake, section, value } from '../config/schema';

/** A range of PromQL: units from large to small, each once. */
const promqlWindow = pattern(
  'a PromQL duration, such as 5m or 1h30m',
  /^(?=.*[1-9])(?=\d)(?:\d{1,9}y)?(?:\d{1,9}w)?(?:\d{1,9}d)?(?:\d{1,9}h)?(?:\d{1,9}m)?(?:\d{1,9}s)?(?:\d{1,9}ms)?$/,
  'PromQL duration, such as 5m',
);

const MATCHER =
  /^\s*[a-zA-Z_][a-zA-Z0-9_]*\s*(?:=~|!~|!=|=)\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*(?:,|$)/;

/** Label matchers without their braces; may be empty. */
const promqlMatchers = value('label matchers, no braces', raw => {
  let rest = typeof raw === 'string' ? raw.trim() : '{';
  const matchers = rest;
  while (rest !== '') {
    const match = MATCHER.exec(rest);
    if (!match) {
      throw new ConfigMistake(
        'must be PromQL label matchers without braces, such as job="ideogram-integration"',
      );
    }
    rest = rest.slice(match[0].length);
  }
  return matchers.replace(/,\s*$/, '');
});

export const queriesSection = section({
  selector: promqlMatchers
    .prefault('')
    .describe('fills in `$selector`; it also selects the series of `metrics`'),
  window: promqlWindow.prefault('5m').describe('fills in `$window`'),
  errorsByType: text
    .prefault(
      'sum by (error_type) (rate(ideogram_errors_total{$selector}[$window]))',
    )
    .describe(
      'PromQL: errors per second, one series per HTTP status or word, in a single label',
    ),
  requests: text
    .prefault('sum(rate(ideogram_requests_total{$selector}[$window]))')
    .describe('PromQL: requests per second'),
  latencyP95: text
    .prefault(
      'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket{$selector}[$window])))',
    )
    .describe('PromQL: seconds'),
}).prefault({});

export const errorTypesMapping = mapping(
  // An error that is no error would switch the error rate off.
  oneOf(errorClassSchema.options.filter(errorClass => errorClass !== 'none')),
)
  .prefault({})
  .describe(
    'what a label value of the error series means, beyond the built-in table of HTTP statuses and words; upper and lower case are the same',
  );

export const thresholdsSection = section({
  errorRatio: number(
    'a share of requests over 0 and at most 1, such as 0.05',
    share => share > 0 && share <= 1,
  )
    .prefault(0.05)
    .describe('from where on error-rate is degraded'),
  latencyP95: duration('1ms', '1h')
    .prefault('30s')
    .describe('from where on latency is degraded'),
  rateLimitedPerMinute: number(
    'a number that is 0 or more',
    count => count >= 0,
  )
    .prefault(5)
    .describe(
      'answers with 429 in a minute beyond which error-rate is degraded',
    ),
})
  .transform(({ latencyP95, ...rest }) => ({
    ...rest,
    latencyP95Seconds: latencyP95 / 1000,
  }))
  .prefault({});
