import {
  errorClassSchema,
  type ErrorClass,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import type { Section } from '../section';
import { number, oneOf, text } from '../values/basics';
import { promqlMatchers, promqlWindow } from '../values/promql';
import { duration } from '../values/quantities';

const SECOND = 1000;
// An error that is no error would switch the error rate off.
const ERROR_CLASSES = errorClassSchema.options.filter(
  errorClass => errorClass !== 'none',
);

const latency = duration(
  { ms: 1, text: '1ms' },
  { ms: 3600 * SECOND, text: '1h' },
);

export function readQueries(section: Section): TargetDescription['queries'] {
  return {
    selector: section.value('selector', promqlMatchers, ''),
    window: section.value('window', promqlWindow, '5m'),
    errorsByType: section.value(
      'errorsByType',
      text,
      'sum by (error_type) (rate(ideogram_errors_total{$selector}[$window]))',
    ),
    requests: section.value(
      'requests',
      text,
      'sum(rate(ideogram_requests_total{$selector}[$window]))',
    ),
    latencyP95: section.value(
      'latencyP95',
      text,
      'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket{$selector}[$window])))',
    ),
  };
}

export function readErrorTypes(
  section: Section,
): TargetDescription['errorTypes'] {
  const classes: [string, ErrorClass][] = [];
  for (const name of section.names()) {
    const errorClass = section.optional(name, oneOf(ERROR_CLASSES));
    if (errorClass) classes.push([name, errorClass]);
  }
  return Object.fromEntries(classes);
}

export function readThresholds(
  section: Section,
): TargetDescription['thresholds'] {
  return {
    errorRatio: section.value(
      'errorRatio',
      number(
        value => value > 0 && value <= 1,
        'a share of requests over 0 and at most 1, such as 0.05',
      ),
      0.05,
    ),
    latencyP95Seconds:
      section.value('latencyP95', latency, 30 * SECOND) / SECOND,
    rateLimitedPerMinute: section.value(
      'rateLimitedPerMinute',
      number(value => value >= 0, 'a number that is 0 or more'),
      5,
    ),
  };
}
