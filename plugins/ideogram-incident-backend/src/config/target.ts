import {
  errorClassSchema,
  type ErrorClass,
  type Link,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  ProbeSettings,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import type { KnownClusters } from './clusters';
import { readKubernetes } from './targetKubernetes';
import type { Section } from './section';
import { address, baseAddress } from './values/address';
import { line, number, oneOf, pattern, text } from './values/basics';
import { readHeaders } from './values/headers';
import { promqlMatchers, promqlWindow } from './values/promql';
import { duration, size } from './values/quantities';

const PROVIDERS = [
  'statuspage',
  'instatus',
  'incidentio',
  'betterstack',
  'none',
] as const;

// An error that is no error would switch the error rate off.
const ERROR_CLASSES = errorClassSchema.options.filter(
  errorClass => errorClass !== 'none',
);

const SECOND = 1000;
const timeout = duration(
  { ms: 100, text: '100ms' },
  { ms: 60 * SECOND, text: '60s' },
);
const maxAge = duration({ ms: 0, text: '0' }, { ms: 300 * SECOND, text: '5m' });
const maxBytes = size(
  { bytes: 1024, text: '1KiB' },
  { bytes: 256 * 1024 ** 2, text: '256MiB' },
);
const latency = duration(
  { ms: 1, text: '1ms' },
  { ms: 3600 * SECOND, text: '1h' },
);

function readStatusPage(section: Section): TargetDescription['statusPage'] {
  const provider = section.value('provider', oneOf(PROVIDERS), 'statuspage');
  const url = section.value('url', baseAddress(), 'https://status.ideogram.ai');
  const components = section.list('components', line);
  if (components?.length === 0) {
    section.mistake('components', 'must name a component, or be left out');
  }
  if (provider === 'none') return undefined;
  return { provider, url, ...(components && { components }) };
}

function readIdeogram(section: Section): TargetDescription['ideogram'] {
  return {
    baseUrl: section.value('baseUrl', baseAddress(), 'https://api.ideogram.ai'),
    verifyPath: section.value(
      'verifyPath',
      pattern(
        /^\/(?!\/)[\w\-./~%]{0,500}$/,
        'a path that begins with one /, without ? and #',
      ),
      '/v2/account/api-keys',
    ),
  };
}

function readHealth(section: Section): TargetDescription['health'] {
  return {
    url: section.value('url', address, 'https://api.yourapp.com/health'),
    path: section.value(
      'path',
      pattern(
        /^[^.\s]{1,100}(?:\.[^.\s]{1,100}){0,9}$/,
        'up to ten keys joined by dots, such as services.ideogram',
      ),
      'services.ideogram',
    ),
  };
}

function readPrometheus(section: Section): Target['prometheus'][number] {
  return {
    url: section.value(
      'url',
      baseAddress('use headers'),
      'http://localhost:9090',
    ),
    headers: section.section('headers', readHeaders) ?? {},
  };
}

function readMetrics(section: Section): TargetDescription['metrics'] {
  return {
    url: section.value(
      'url',
      address,
      'http://ideogram-integration.default.svc:3000/metrics',
    ),
  };
}

function readQueries(section: Section): TargetDescription['queries'] {
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

function readErrorTypes(section: Section): TargetDescription['errorTypes'] {
  const classes: [string, ErrorClass][] = [];
  for (const name of section.names()) {
    const errorClass = section.optional(name, oneOf(ERROR_CLASSES));
    if (errorClass) classes.push([name, errorClass]);
  }
  return Object.fromEntries(classes);
}

function readThresholds(section: Section): TargetDescription['thresholds'] {
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

function readProbes(
  section: Section,
  probeNames: readonly string[],
): ProbeSettings {
  const timeouts: Record<string, number> = {};
  for (const name of probeNames) {
    const own = section.section(name, probe =>
      probe.optional('timeout', timeout),
    );
    if (own !== undefined) timeouts[name] = own;
  }
  return {
    timeoutMs: section.value('timeout', timeout, 5 * SECOND),
    timeouts,
    maxAgeMs: section.value('maxAge', maxAge, 5 * SECOND),
    maxBytes: section.value('maxBytes', maxBytes, 8 * 1024 ** 2),
  };
}

function readLink(section: Section): Link {
  return {
    title: section.required('title', line),
    url: section.required('url', address),
  };
}

/** What is the same for all targets. */
export interface TargetContext {
  clusters: KnownClusters;
  probeNames: readonly string[];
  escalation?: string;
}

/** Reads one target; its section also has the layer of the defaults. */
export function readTarget(
  name: string,
  section: Section,
  { clusters, probeNames, escalation }: TargetContext,
): Target {
  const statusPage = section.section('statusPage', readStatusPage);
  const health = section.section('health', readHealth);
  const metrics = section.section('metrics', readMetrics);
  const kubernetes = section.section('kubernetes', part =>
    readKubernetes(part, clusters),
  );
  return {
    name,
    title: section.value('title', line, name),
    ...(statusPage && { statusPage }),
    ideogram: section.sectionOrDefaults('ideogram', readIdeogram),
    ...(health && { health }),
    prometheus: section.sections('prometheus', readPrometheus),
    ...(metrics && { metrics }),
    queries: section.sectionOrDefaults('queries', readQueries),
    errorTypes: section.section('errorTypes', readErrorTypes) ?? {},
    thresholds: section.sectionOrDefaults('thresholds', readThresholds),
    ...(kubernetes && { kubernetes }),
    probes: section.sectionOrDefaults('probes', part =>
      readProbes(part, probeNames),
    ),
    links: section.sections('links', readLink),
    ...(escalation !== undefined && { escalation }),
  };
}
