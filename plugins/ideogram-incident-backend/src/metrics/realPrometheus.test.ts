import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Counter, Histogram, Registry } from 'prom-client';
import {
  closeUpstreams,
  deadlineIn,
  startUpstream,
  targetOf,
} from '../triage/probes/__testUtils__/upstream';
import { createErrorRateProbe } from '../triage/probes/errorRate';
import { createLatencyProbe } from '../triage/probes/latency';
import { createMetricsService } from './metricsService';
import { createMetricsSources } from './sources/metricsSources';

const READY_WITHIN_MS = 20_000;

const hasPrometheus =
  spawnSync('prometheus', ['--version'], { timeout: 10_000 }).status === 0;
const describeIf = hasPrometheus ? describe : describe.skip;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

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

// Skipped where no Prometheus is installed: it comes from the system's packages.
describeIf('with a real Prometheus', () => {
  let directory: string;
  let prometheus: ChildProcess;
  let url: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'prometheus-'));
    const integration = new URL(await startIntegration()).host;
    const configuration = path.join(directory, 'prometheus.yml');
    await writeFile(
      configuration,
      JSON.stringify({
        global: { scrape_interval: '500ms', scrape_timeout: '500ms' },
        scrape_configs: [
          {
            job_name: 'ideogram-integration',
            static_configs: [{ targets: [integration] }],
          },
        ],
      }),
    );
    const port = await freePort();
    url = `http://127.0.0.1:${port}/prefix`;
    prometheus = spawn(
      'prometheus',
      [
        `--config.file=${configuration}`,
        `--storage.tsdb.path=${path.join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.external-url=/prefix',
      ],
      { stdio: 'ignore' },
    );
    const until = Date.now() + READY_WITHIN_MS;
    // Series end at a whole second, so data has to be a little older than now.
    const query = 'rate(ideogram_errors_total[1m] offset 2s)';
    for (;;) {
      const answer = await fetch(
        `${url}/api/v1/query?query=${encodeURIComponent(query)}`,
      ).catch(() => undefined);
      const body = (await answer?.json().catch(() => undefined)) as
        | { data?: { result?: unknown[] } }
        | undefined;
      if (body?.data?.result?.length) return;
      if (Date.now() > until) throw new Error('Prometheus has no data');
      await wait(100);
    }
  }, READY_WITHIN_MS + 10_000);

  afterAll(async () => {
    await closeUpstreams();
    if (prometheus?.pid !== undefined && prometheus.exitCode === null) {
      prometheus.kill('SIGKILL');
      await once(prometheus, 'exit');
    }
    await rm(directory, { recursive: true, force: true });
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
