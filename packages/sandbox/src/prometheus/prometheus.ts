import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { requireFreePort } from '../net/localServer';
import { startGuarded, type GuardedProcess } from '../process/guardedProcess';
import { untilReady } from '../process/untilReady';

/** The real Prometheus, which can fall silent and come back. */
export interface Prometheus {
  readonly url: string;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Begins to watch with these rules. */
  watch(rules: string): Promise<void>;
  stop(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const RULES = 'rules.yml';
/** The shortest time over which the rules judge, and as long as a series lingers. */
const FORGOTTEN_SECONDS = 300;

/** Starts it, with its data in `directory`, which outlives the run. */
export async function startPrometheus(options: {
  binary: string;
  port: number;
  directory: string;
  /** Addresses that list the pods to scrape. */
  discovery: string[];
  /** Port of the Alertmanager that it tells of alerts. */
  alertmanagerPort?: number;
}): Promise<Prometheus> {
  const { binary, port, directory } = options;
  mkdirSync(directory, { recursive: true });
  const configFile = join(directory, 'prometheus.yml');
  writeFileSync(configFile, stringify(configuration(options)));
  const rulesFile = join(directory, RULES);
  rmSync(rulesFile, { force: true });

  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(directory, 'data')}`,
    '--storage.tsdb.retention.time=4d',
    // Alerts link to it by this address.
    `--web.external-url=${url}`,
    '--web.enable-lifecycle',
    '--web.enable-admin-api',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  let running: GuardedProcess | undefined;
  const resume = async () => {
    if (!running) {
      await requireFreePort(port);
      running = startGuarded(binary, args);
    }
    await untilReady('Prometheus', url, running);
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
  const watch = async (rules: string) => {
    // What an earlier run ended with is no trouble of this one.
    const recent = new URLSearchParams({
      'match[]': '{__name__=~"ideogram_errors_total|ideogram_target:.*"}',
      start: String(Date.now() / 1000 - FORGOTTEN_SECONDS),
    });
    await post(`${url}/api/v1/admin/tsdb/delete_series?${recent}`);
    writeFileSync(rulesFile, rules);
    await post(`${url}/-/reload`);
  };
  return { url, pause, resume, watch, stop: pause };
}

async function post(url: string) {
  const response = await fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Prometheus refuses: ${text.trim()}`);
}

function configuration({
  discovery,
  alertmanagerPort,
}: {
  discovery: string[];
  alertmanagerPort?: number;
}) {
  return {
    global: {
      scrape_interval: '2s',
      scrape_timeout: '2s',
      evaluation_interval: '5s',
    },
    rule_files: [RULES],
    ...(alertmanagerPort && {
      alerting: {
        alertmanagers: [
          { static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] },
        ],
      },
    }),
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
