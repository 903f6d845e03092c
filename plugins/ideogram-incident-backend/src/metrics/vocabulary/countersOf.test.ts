import type { Sample } from '../../upstream/metrics-endpoint';
import { countersOf, neededMetrics } from './countersOf';
import { seriesNames } from './metricNames';

const NAMES = seriesNames({
  errorsByType:
    'sum by (error_type) (rate(ideogram_errors_total{$selector}[$window]))',
  requests: 'sum(rate(ideogram_requests_total{$selector}[$window]))',
  latencyP95:
    'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket{$selector}[$window])))',
});

const sample = (
  name: string,
  labels: Record<string, string>,
  value = 1,
): Sample => ({ name, labels: new Map(Object.entries(labels)), value });

const sorted = (samples: Sample[], keep = () => true) =>
  countersOf(samples, NAMES, keep).map(({ group, key }) => `${group} ${key}`);

describe('countersOf', () => {
  it('sorts the first generation', () => {
    expect(
      sorted([
        sample('ideogram_requests_total', { method: 'a', status: '200' }),
        sample('ideogram_requests_total', { method: 'a', status: '500' }),
        sample('ideogram_errors_total', { error_type: '500' }),
        sample('ideogram_request_duration_seconds_bucket', { le: '5' }),
        sample('ideogram_request_duration_seconds_bucket', { le: '+Inf' }),
        sample('ideogram_generations_total', { status: 'error' }),
      ]),
    ).toEqual([
      'requests ',
      'requests ',
      'errors 500',
      'durations 5',
      'durations +Inf',
    ]);
  });

  it('sorts the second generation', () => {
    expect(
      sorted([
        sample('ideogram_generations_total', { model: 'a', status: 'success' }),
        sample('ideogram_generations_total', { model: 'a', status: '429' }),
        sample('ideogram_generation_duration_seconds_bucket', { le: '5' }),
      ]),
    ).toEqual(['requests ', 'requests ', 'errors 429', 'durations 5']);
  });

  it('takes errors from the status of requests where nothing else has them', () => {
    expect(
      sorted([
        sample('ideogram_requests_total', { status: '200' }),
        sample('ideogram_requests_total', { status: 'placeholder' }),
        sample('ideogram_requests_total', { status: '503' }),
      ]),
    ).toEqual(['requests ', 'requests ', 'requests ', 'errors 503']);
  });

  it('tells each series from the others', () => {
    const counters = countersOf(
      [
        sample('ideogram_requests_total', { pod: 'a' }),
        sample('ideogram_requests_total', { pod: 'b' }),
      ],
      NAMES,
      () => true,
    );

    expect(new Set(counters.map(({ series }) => series)).size).toBe(2);
  });

  it('leaves out what the selector does not keep', () => {
    expect(
      sorted([sample('ideogram_requests_total', {})], () => false),
    ).toEqual([]);
  });

  it('names the metrics that it needs', () => {
    expect([...neededMetrics(NAMES)]).toEqual([
      'ideogram_errors_total',
      'ideogram_requests_total',
      'ideogram_generations_total',
      'ideogram_request_duration_seconds_bucket',
      'ideogram_generation_duration_seconds_bucket',
    ]);
  });
});
