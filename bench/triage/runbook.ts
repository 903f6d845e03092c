import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { triage } from './client';
import type { Portal } from '../measuring/portal';
import { median, ms, type Ratio } from '../measuring/ratio';
import { CLUSTER_TOKEN, type Upstreams } from './upstreams';
import type { FreshTargets, WorldFiles } from './world';

const ROUNDS = 7;
const run = promisify(execFile);

const has = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

interface Command {
  line: string;
  /** What shows that it has read what it should. */
  shows: string;
}

/** The seed's quick triage, against these upstreams, as it stands there. */
function commands(upstreams: Upstreams, withKubectl: boolean): Command[] {
  const answers = `${upstreams.url}/answers`;
  const jq = (filter: string) => (has('jq') ? `jq '${filter}'` : 'cat');
  const errors = '| grep -i error | tail -20';
  const api = `curl -s --cacert "$CA" -H "Authorization: Bearer ${CLUSTER_TOKEN}" ${upstreams.clusterUrl}/answers/api/v1/namespaces/default/pods`;
  return [
    {
      line: `curl -s ${answers}/status/api/v2/summary.json | ${jq('.')}`,
      shows: 'degraded_performance',
    },
    {
      line: `curl -s ${answers}/health | ${jq('.services.ideogram')}`,
      shows: 'healthy',
    },
    {
      line: `curl -s -g '${answers}/prometheus/api/v1/query?query=rate(ideogram_errors_total[5m])'`,
      shows: '"503"',
    },
    {
      line: withKubectl
        ? `kubectl logs -l app=ideogram-integration --since=5m ${errors}`
        : `for pod in $(${api}?labelSelector=app%3Dideogram-integration | grep -o '"name":"ideogram-integration-[^"]*"' | cut -d'"' -f4); do ${api}/$pod/log?sinceSeconds=300; done ${errors}`,
      shows: 'answered 503',
    },
  ];
}

async function runAll(
  all: readonly Command[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const startedAt = performance.now();
  for (const { line, shows } of all) {
    const { stdout } = await run('sh', ['-c', line], {
      env,
      timeout: 30_000,
    });
    if (!stdout.includes(shows)) {
      throw new Error(`${line} printed no ${shows}: ${stdout.slice(0, 500)}`);
    }
  }
  return performance.now() - startedAt;
}

/** What a person runs one after the other, who has no portal. */
export async function measureRunbook(
  portal: Portal,
  targets: FreshTargets,
  upstreams: Upstreams,
  world: WorldFiles,
): Promise<Ratio> {
  const env = {
    PATH: process.env.PATH,
    // Where kubectl keeps what it has learnt of a cluster.
    HOME: world.folder,
    KUBECONFIG: world.kubeconfig,
    CA: `${world.folder}/ca.pem`,
  };
  const withKubectl = has('kubectl');
  const all = commands(upstreams, withKubectl);
  // Not counted: by then kubectl knows the cluster, and all are in memory.
  await runAll(all, env);
  const walls: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    walls.push((await triage(portal, targets.next())).wallMs);
    others.push(await runAll(all, env));
  }
  return {
    name: "triage ÷ the runbook's quick-triage commands, one after the other",
    value: median(walls) / median(others),
    limit: { atMost: 0.36 },
    details: [
      `${ms(median(walls))} ÷ ${ms(
        median(others),
      )}, medians of ${ROUNDS} alternating rounds;`,
      `${
        withKubectl
          ? 'three curl and one kubectl'
          : 'curl alone, for there is no kubectl'
      }, of the same upstreams`,
    ],
  };
}
