import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1ReplicaSet,
} from '@kubernetes/client-node';
import { portsFrom } from './net/ports';
import { startSandbox, type Sandbox } from './sandbox';
import type { ScenarioState } from './scenarios/conductor';
import type { ScenarioName } from './scenarios/scenario';

jest.setTimeout(180_000);

const { CONTRACT_KUBECONFIG, CONTRACT_KUBERNETES } = process.env;

// The sandbox's pods are processes of this machine: no cluster elsewhere runs them.
const describeHere =
  CONTRACT_KUBECONFIG && !CONTRACT_KUBERNETES ? describe.skip : describe;

/** On the stand-in one more, for the browser tests show them all. */
const others: ScenarioName[] = CONTRACT_KUBERNETES
  ? [
      'vendor-outage-unannounced',
      'key-revoked',
      'no-credit',
      'rate-limited',
      'slow',
      'prometheus-down',
      'network-cut',
    ]
  : ['network-cut'];

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The real clock: what is waited for happens in other processes. */
async function until(condition: () => Promise<boolean>) {
  while (!(await condition())) await sleep(250);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Beyond the ports that systems hand out, so that none is taken meanwhile. */
async function freeOffset(): Promise<number> {
  for (let offset = 3000; offset < 20_000; offset += 20) {
    const ports = Object.values(portsFrom(offset));
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return offset;
  }
  throw new Error('Not enough free ports in a row');
}

const revisionOf = ({ metadata }: V1ReplicaSet) =>
  Number(metadata?.annotations?.['deployment.kubernetes.io/revision']);

/** What the portal's own account sees of production, and does there. */
function cluster({ access }: Sandbox) {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'sandbox',
        server: access.kubernetesUrl,
        caFile: access.kubernetesCaFile,
      },
    ],
    users: [{ name: 'portal', token: access.kubernetesToken }],
    contexts: [{ name: 'sandbox', cluster: 'sandbox', user: 'portal' }],
    currentContext: 'sandbox',
  });
  const core = config.makeApiClient(CoreV1Api);
  const apps = config.makeApiClient(AppsV1Api);
  const deployment = { name: 'ideogram-integration', namespace: 'default' };
  const selected = {
    namespace: 'default',
    labelSelector: 'app=ideogram-integration',
  };
  return {
    /** But those that are on their way out, however long that takes them. */
    pods: async () =>
      (await core.listNamespacedPod(selected)).items.filter(
        ({ metadata }) => !metadata?.deletionTimestamp,
      ),
    logs: async () => {
      const { items } = await core.listNamespacedPod(selected);
      const texts = await Promise.all(
        items.map(({ metadata }) =>
          core.readNamespacedPodLog({
            namespace: 'default',
            name: metadata!.name!,
          }),
        ),
      );
      return texts.join('\n');
    },
    strategy: async () =>
      (await apps.readNamespacedDeployment(deployment)).spec?.strategy,
    /** What `kubectl rollout undo` does. */
    undoRollout: async () => {
      const { items } = await apps.listNamespacedReplicaSet(selected);
      const [, former] = items.sort((a, b) => revisionOf(b) - revisionOf(a));
      const { metadata, spec } = former.spec!.template!;
      const { 'pod-template-hash': _, ...labels } = metadata!.labels!;
      const { annotations } = metadata!;
      const template = { metadata: { labels, annotations }, spec };
      await apps.patchNamespacedDeployment(
        {
          ...deployment,
          body: { spec: { template: { $patch: 'replace', ...template } } },
        },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
    },
  };
}

describeHere('the sandbox', () => {
  let sandbox: Sandbox;
  let stateDir: string;

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    sandbox = await startSandbox({
      portOffset: await freeOffset(),
      stateDir,
      kubernetesBinaries: CONTRACT_KUBERNETES,
      alertmanagerBinary: null,
      portalUrl: 'http://127.0.0.1:1',
      logger: silent,
    });
  });
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(stateDir, { recursive: true });
  });

  const text = async (url: string) => (await fetch(url)).text();

  async function play(scenario: ScenarioName) {
    const url = `${sandbox.access.controlUrl}/scenario`;
    await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenario }),
    });
    await untilSettled();
  }

  function untilSettled() {
    const url = `${sandbox.access.controlUrl}/scenario`;
    return until(async () => {
      const state: ScenarioState = await (await fetch(url)).json();
      return state.settled;
    });
  }

  async function restarts() {
    const pods = await cluster(sandbox).pods();
    return pods.flatMap(
      ({ status }) =>
        status?.containerStatuses?.map(({ restartCount }) => restartCount) ??
        [],
    );
  }

  it('is healthy when it is ready', async () => {
    const { productionUrl } = sandbox.access;
    expect(JSON.parse(await text(`${productionUrl}/health`))).toMatchObject({
      services: { ideogram: { status: 'healthy' } },
    });
    expect(await text(`${productionUrl}/metrics`)).toMatch(
      /ideogram_requests_total\{.*\} [1-9]/,
    );
    expect(await cluster(sandbox).logs()).not.toMatch(/error/i);
  });

  it('runs staging beside production', async () => {
    const url = `${sandbox.access.stagingUrl}/health`;
    await until(async () => (await fetch(url)).ok);
    expect(JSON.parse(await text(url))).toMatchObject({ status: 'healthy' });
  });

  it('brings trouble that shows in health and in the logs, and goes without a trace', async () => {
    const { productionUrl, kubernetesToken } = sandbox.access;
    await play('vendor-outage');
    const response = await fetch(`${productionUrl}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'unhealthy' });
    const logs = await cluster(sandbox).logs();
    expect(logs).toMatch(/error: Ideogram API answered 50[03]/);
    expect(logs).not.toContain(kubernetesToken);

    await play('healthy');
    expect(await cluster(sandbox).logs()).not.toMatch(/error/i);
  });

  it('crashes the pods, and starts them anew', async () => {
    const { productionUrl } = sandbox.access;
    await play('pods-crash');
    const response = await fetch(`${productionUrl}/health`);
    expect(response.status).toBe(503);
    await until(async () => {
      const pods = await cluster(sandbox).pods();
      const crashing = pods.filter(({ status }) =>
        status?.containerStatuses?.every(
          ({ state }) => state?.waiting?.reason === 'CrashLoopBackOff',
        ),
      );
      return pods.length === 2 && crashing.length === 2;
    });

    await play('healthy');
    expect(await restarts()).toEqual([0, 0]);
  });

  it('is healed by undoing the rollout that crashes the pods, and crashes them again', async () => {
    const { productionUrl } = sandbox.access;
    const { strategy, undoRollout } = cluster(sandbox);
    const usual = await strategy();
    const health = async () => (await fetch(`${productionUrl}/health`)).status;
    await play('pods-crash');
    await undoRollout();
    await untilSettled();
    expect(await health()).toBe(200);
    expect(await restarts()).toEqual([0, 0]);

    await play('pods-crash');
    expect(await health()).toBe(503);

    await play('healthy');
    expect(await health()).toBe(200);
    expect(await strategy()).toEqual(usual);
  });

  it.each(others)('shows %s', async scenario => {
    await play(scenario);
    const url = `${sandbox.access.controlUrl}/scenario`;
    expect(await (await fetch(url)).json()).toMatchObject({ scenario });
  });

  it('leaves nothing that answers when it has ended', async () => {
    const { access } = sandbox;
    const pods = JSON.parse(await text(`${access.productionUrl}/targets`));
    await sandbox.stop();
    const urls = [
      access.controlUrl,
      access.ideogramUrl,
      access.statusPageUrl,
      access.productionUrl,
      access.prometheusUrl ?? access.stagingUrl,
      `http://${pods[0].targets[0]}/health`,
      access.kubernetesUrl,
    ];
    for (const url of urls) {
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    }
  });
});
