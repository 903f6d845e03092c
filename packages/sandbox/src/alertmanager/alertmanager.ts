import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { requireFreePort } from '../net/localServer';
import { startGuarded } from '../process/guardedProcess';
import { untilReady } from '../process/untilReady';
import { repository } from '../stateDirectory';

/** The real Alertmanager. */
export interface Alertmanager {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it with the file that operators paste, in which only address and token are those of this run. */
export async function startAlertmanager(options: {
  binary: string;
  port: number;
  directory: string;
  /** Where it tells of alerts, and by which token. */
  webhook: { url: string; token: string };
}): Promise<Alertmanager> {
  const { binary, port, directory, webhook } = options;
  // Begins anew, so that the portal is told of all that fires.
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const tokenFile = join(directory, 'token');
  writeFileSync(tokenFile, webhook.token, { mode: 0o600 });
  const configFile = join(directory, 'alertmanager.yml');
  writeFileSync(configFile, configuration(webhook.url, tokenFile));

  await requireFreePort(port);
  const url = `http://127.0.0.1:${port}`;
  const running = startGuarded(binary, [
    `--config.file=${configFile}`,
    `--storage.path=${join(directory, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--web.external-url=${url}`,
    // Alone: without it, it looks for others.
    '--cluster.listen-address=',
    '--log.level=warn',
  ]);
  try {
    await untilReady('Alertmanager', url, running);
  } catch (error) {
    await running.end();
    throw error;
  }
  return { url, stop: running.end };
}

function configuration(url: string, tokenFile: string): string {
  const shipped = parse(
    readFileSync(
      join(repository, 'deploy/alertmanager/alertmanager.yml'),
      'utf8',
    ),
  );
  for (const { webhook_configs: webhooks = [] } of shipped.receivers) {
    for (const webhook of webhooks) {
      webhook.url = url;
      webhook.http_config.authorization.credentials_file = tokenFile;
    }
  }
  return stringify(shipped);
}
