import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const READY_WITHIN_MS = 20_000;

const isInstalled = (command: string) =>
  spawnSync(command, ['--version'], { timeout: 10_000 }).status === 0;

/** It comes from the system's packages, with its tool for the past. */
export const describeWithPrometheus =
  isInstalled('prometheus') && isInstalled('promtool')
    ? describe
    : describe.skip;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * A Prometheus of the test's own, once a query finds something.
 *
 * @param scrapeConfigs - where it is to read
 * @param past - what it has read before, in the format of OpenMetrics
 */
export async function startPrometheus({
  query,
  scrapeConfigs = [],
  past,
}: {
  query: string;
  scrapeConfigs?: object[];
  past?: string;
}): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'prometheus-'));
  const file = (name: string) => path.join(directory, name);
  await writeFile(
    file('prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: '500ms', scrape_timeout: '500ms' },
      scrape_configs: scrapeConfigs,
    }),
  );
  if (past !== undefined) {
    await writeFile(file('past.txt'), past);
    const { status, stderr } = spawnSync(
      'promtool',
      [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        file('past.txt'),
        file('data'),
      ],
      { timeout: READY_WITHIN_MS, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`promtool fails: ${stderr}`);
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/prefix`;
  const prometheus = spawn(
    'prometheus',
    [
      `--config.file=${file('prometheus.yml')}`,
      `--storage.tsdb.path=${file('data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.external-url=/prefix',
    ],
    { stdio: 'ignore' },
  );
  const stop = async () => {
    if (prometheus.pid !== undefined && prometheus.exitCode === null) {
      prometheus.kill('SIGKILL');
      await once(prometheus, 'exit');
    }
    await rm(directory, { recursive: true, force: true });
  };
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(
      `${url}/api/v1/query?query=${encodeURIComponent(query)}`,
    ).catch(() => undefined);
    const body = (await answer?.json().catch(() => undefined)) as
      | { data?: { result?: unknown[] } }
      | undefined;
    if (body?.data?.result?.length) return { url, stop };
    if (Date.now() > until) {
      await stop();
      throw new Error('Prometheus has no data');
    }
    await wait(100);
  }
}
