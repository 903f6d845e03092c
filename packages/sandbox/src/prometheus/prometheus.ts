import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { requireFreePort } from '../net/localServer';
import { startGuarded, type GuardedProcess } from '../process/guardedProcess';

/** The real Prometheus, which can fall silent and come back. */
export interface Prometheus {
  readonly url: string;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** Starts it, with its data in `directory`, which outlives the run. */
export async function startPrometheus(options: {
  binary: string;
  port: number;
  directory: string;
  /** Addresses that list the pods to scrape. */
  discovery: string[];
}): Promise<Prometheus> {
  const { binary, port, directory } = options;
  mkdirSync(directory, { recursive: true });
  const configFile = join(directory, 'prometheus.yml');
  writeFileSync(configFile, stringify(configuration(options.discovery)));

  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(directory, 'data')}`,
    '--storage.tsdb.retention.time=2d',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  let running: GuardedProcess | undefined;
  const resume = async () => {
    if (!running) {
      await requireFreePort(port);
      running = startGuarded(binary, args);
    }
    await untilReady(url, running);
  };
  const pause = async () => {
    await running?.end();
    running = undefined;
  };
  try {
    await resume();
  } catch (error) {
    await pause();
    throw error;
  }
  return { url, pause, resume, stop: pause };
}

function configuration(discovery: string[]) {
  return {
    global: { scrape_interval: '2s', scrape_timeout: '2s' },
    scrape_configs: [
      {
        job_name: 'ideogram-integration',
        http_sd_configs: discovery.map(url => ({
          url,
          refresh_interval: '1s',
        })),
      },
    ],
  };
}

async function untilReady(url: string, process: GuardedProcess) {
  let ended = false;
  process.ended.then(() => {
    ended = true;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && !ended) {
    if (await isReady(url)) return;
    await sleep(100);
  }
  throw new Error(
    `Prometheus did not start at ${url}: ${
      process.lastWords() || `not ready within ${READY_WITHIN_MS / 1000} s`
    }`,
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/-/ready`, {
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
