import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { labelMatcher, ScrapeStore } from '../../upstream/metrics-endpoint';
import {
  PrometheusClient,
  promDurationSeconds,
} from '../../upstream/prometheus';
import { countersOf, neededMetrics } from '../vocabulary/countersOf';
import { seriesNames } from '../vocabulary/metricNames';
import { EndpointSource } from './endpointSource';
import type { MetricsSource } from './metricsSource';
import { PrometheusSource } from './prometheusSource';

const DEFAULT_WINDOW_SECONDS = 300;
/** Readings of one triage, and the charts beside them, share a scrape. */
const MAX_FRESH_MS = 1000;

/**
 * Where a target's metrics are read, those to ask first. The same target gets
 * the same sources each time, for they remember what they have scraped.
 */
export type MetricsSources = (target: Target) => readonly MetricsSource[];

function createEndpointSource(url: string, target: Target): MetricsSource {
  const { queries, probes } = target;
  const names = seriesNames(queries);
  const needed = neededMetrics(names);
  const keep = labelMatcher(queries.selector);
  const windowSeconds =
    promDurationSeconds(queries.window) ?? DEFAULT_WINDOW_SECONDS;
  const store = new ScrapeStore({
    url,
    maxBytes: probes.maxBytes,
    freshMs: Math.min(MAX_FRESH_MS, probes.maxAgeMs),
    windowSeconds,
    keep: name => needed.has(name),
    sort: samples => countersOf(samples, names, keep, target.errorTypes),
  });
  return new EndpointSource(store, windowSeconds);
}

function createSources(target: Target): MetricsSource[] {
  const { prometheus, metrics, probes } = target;
  const servers = prometheus.map(
    server =>
      new PrometheusSource(
        new PrometheusClient(server, probes.maxBytes),
        target,
      ),
  );
  return metrics
    ? [...servers, createEndpointSource(metrics.url, target)]
    : servers;
}

/** One instance serves all that read metrics, so that they share scrapes. */
export function createMetricsSources(): MetricsSources {
  const known = new WeakMap<Target, MetricsSource[]>();
  return target => {
    const sources = known.get(target) ?? createSources(target);
    known.set(target, sources);
    return sources;
  };
}
