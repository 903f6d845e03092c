import { Counter, Histogram, Registry } from 'prom-client';
import {
  closeUpstreams,
  deadlineIn,
  startUpstream,
  targetOf,
} from '../triage/probes/__testUtils__/upstream';
import { createErrorRateProbe } from '../triage/probes/errorRate';
import { createLatencyProbe } from '../triage/probes/latency';
import {
  describeWithPrometheus,
  READY_WITHIN_MS,
  startPrometheus,
} from './__testUtils__/realPrometheus';
import { createMetricsService } from './metricsService';
import { createMetricsSources } from './sources/metricsSources';

function startIntegration(): Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'ideogram_requests_total',
    help: 'Requests',
    labelNames: ['method', 'status'],
    registers,
  });
  const errors = new Counter({
    name: 'ideogram_errors_total',
    help: 'Errors',
    labelNames: ['error_type'],
    registers,
  });
  const durations = new Histogram({
    name: 'ideogram_request_duration_seconds',
    help: 'Durations',
    buckets: [10, 20, 40, 60],
    registers,
  });
  errors.inc({ error_type: '503' }, 0);
  errors.inc({ error_type: '422' }, 0);
  return startUpstream(async (_, response) => {
    requests.inc({ method: 'generate', status: '200' }, 3);
    requests.inc({ method: 'generate', status: '503' }, 1);
    errors.inc({ error_type: '503' }, 1);
    errors.inc({ error_type: '422' }, 1);
    durations.observe(50);
    response.setHeader('content-type', registry.contentType);
    response.end(await registry.metrics());
  });
}

// Skipped where no Prometheus is installed.
describeWithPrometheus('with a real Prometheus', () => {
  let prometheus: Awaited<ReturnType<typeof startPrometheus>> | undefined;
  let url: string;

  beforeAll(async () => {
    const integration = new URL(await startIntegration()).host;
    prometheus = await startPrometheus({
      // Series end at a whole second, so data has to be a little older than now.
      query: 'rate(ideogram_errors_total[1m] offset 2s)',
      scrapeConfigs: [
        {
          job_name: 'ideogram-integration',
          static_configs: [{ targets: [integration] }],
        },
      ],
    });
    url = prometheus.url;
  }, READY_WITHIN_MS + 10_000);

  afterAll(async () => {
    await closeUpstreams();
    await prometheus?.stop();
  });

  const configured = (selector: string) =>
    targetOf({
      prometheus: [{ url }],
      queries: { selector, window: '1m' },
    });

  it('reads error rate and latency', async () => {
    const sources = createMetricsSources();
    const target = configured('job="ideogram-integration"');

    expect(
      await createErrorRateProbe(sources).take(target, deadlineIn(5000)),
    ).toMatchObject({
      status: 'degraded',
      summary: expect.stringMatching(/^25% of .* requests\/s fail$/),
      details: {
        errors: [{ errorType: '503', errorClass: 'vendor-fault' }],
        blockedPerSecond: expect.any(Number),
      },
    });
    expect(
      await createLatencyProbe(sources).take(target, deadlineIn(5000)),
    ).toMatchObject({ status: 'degraded', summary: 'P95 is 59 s' });
  });

  it('does not take the metrics of another job for those of this target', async () => {
    const sources = createMetricsSources();
    const target = configured('job="another"');

    for (const probe of [
      createErrorRateProbe(sources),
      createLatencyProbe(sources),
    ]) {
      expect(await probe.take(target, deadlineIn(5000))).toMatchObject({
        status: 'unknown',
        problem: { cause: expect.stringContaining('has no series') },
      });
    }
  });

  it.each([60, 7200, 31 * 24 * 3600])(
    'reads the series of the last %s s',
    async since => {
      const service = createMetricsService(createMetricsSources());

      const metrics = await service.read(configured(''), since);

      expect(metrics.problems).toEqual([]);
      expect(metrics.requests.length).toBeLessThanOrEqual(241);
      expect(metrics.errorsByType.map(({ errorType }) => errorType)).toEqual([
        '503',
      ]);
      expect(metrics.errorRatio.at(-1)?.[1]).toBeCloseTo(0.25, 1);
      expect(metrics.latencyP95.at(-1)?.[1]).toBeCloseTo(59, 0);
    },
  );
});
