import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Counter, Sample } from '../../upstream/metrics-endpoint';
import {
  errorTypeOf,
  GENERATION_METRICS,
  isFailedGeneration,
  isFailedRequest,
  type SeriesNames,
} from './metricNames';

type Keep = (labels: Sample['labels']) => boolean;

/** Whether a request failed, by the words of its metric. */
function isFailure({ name, labels }: Sample): boolean {
  return name === GENERATION_METRICS.metric
    ? isFailedGeneration(labels)
    : isFailedRequest(labels);
}

/** Which metrics {@link countersOf} needs. */
export function neededMetrics(names: SeriesNames): Set<string> {
  const buckets = names.durations.map(name => `${name}_bucket`);
  return new Set([...names.errors, ...names.requests, ...buckets]);
}

/**
 * What a process counts of requests, errors and durations, in groups of these
 * names; durations by the bound of their bucket.
 */
export function countersOf(
  samples: readonly Sample[],
  names: SeriesNames,
  keep: Keep,
  errorTypes?: Target['errorTypes'],
): Counter[] {
  const kept = samples.filter(({ labels }) => keep(labels));
  const firstOf = (metrics: string[]) =>
    metrics
      .map(metric => kept.filter(({ name }) => name === metric))
      .find(found => found.length > 0) ?? [];
  const counter = (group: string, key: string, sample: Sample): Counter => ({
    group,
    key,
    series: `${group} ${sample.name} ${JSON.stringify([...sample.labels])}`,
    value: sample.value,
  });

  const requests = firstOf(names.requests);
  const errors = firstOf(names.errors);
  const failed = errors.length > 0 ? errors : requests.filter(isFailure);
  const buckets = firstOf(names.durations.map(name => `${name}_bucket`));
  return [
    ...requests.map(sample => counter('requests', '', sample)),
    ...failed.map(sample => {
      const errorType = errorTypeOf(
        sample.labels,
        names.errorLabels,
        errorTypes,
      );
      return counter('errors', errorType, sample);
    }),
    ...buckets.map(sample =>
      counter('durations', sample.labels.get('le') ?? '', sample),
    ),
  ];
}
