import { CoreV1Api, Health, type KubeConfig } from '@kubernetes/client-node';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ControlPlane,
  ControlPlaneOptions,
  StartControlPlane,
} from '../controlPlane';
import { apiClient, kubeconfig } from '../kubernetesClient';
import { freePort, requireFreePort } from '../../net/localServer';
import {
  startGuarded,
  type GuardedProcess,
} from '../../process/guardedProcess';
import { argumentsFor, auditPolicy } from './arguments';
import { writeCredentials } from './credentials';

export interface RealOptions {
  /** The folder of the compiled programs. */
  binaries: string;
  /** 0 picks free ones. */
  etcdPort: number;
  etcdPeerPort: number;
}

/** A machine that does a lot besides takes its time. */
const readyWithinMs = 120_000;
const askingMs = 10_000;

/** The namespaces that the node agent and the manifests need; the controllers make them soon after the start. */
const firstNeeded = ['default', 'kube-node-lease'];

/** The real control plane: etcd, API server, controllers, scheduler, all with an empty past. */
export function realControlPlane(real: RealOptions): StartControlPlane {
  return options => start(real, options);
}

async function start(
  { binaries, etcdPort, etcdPeerPort }: RealOptions,
  { port, authority, nodeName, stateDir, logger }: ControlPlaneOptions,
): Promise<ControlPlane> {
  const folder = path.join(stateDir, 'control-plane');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const places = {
    folder,
    port: await portToUse(port),
    etcdPort: await portToUse(etcdPort),
    etcdPeerPort: await portToUse(etcdPeerPort),
  };
  const url = `https://127.0.0.1:${places.port}`;
  const tokens = await writeCredentials(folder, url, authority, nodeName);
  await writeFile(
    path.join(folder, 'audit-policy.json'),
    JSON.stringify(auditPolicy),
  );

  const running: GuardedProcess[] = [];
  let stopping = false;
  let brokenDown: string | undefined;
  const args = argumentsFor(places);
  const run = (name: keyof typeof args) => {
    const program = startGuarded(path.join(binaries, name), args[name], {
      // An API server whose etcd is gone would not end by itself.
      signal: 'SIGKILL',
      logFile: path.join(folder, `${name}.log`),
    });
    running.push(program);
    program.ended.then(() => {
      if (stopping) return;
      brokenDown = `${name} ended: ${program.lastWords()}`;
      logger.error(brokenDown);
    });
  };
  const stop = async () => {
    stopping = true;
    await Promise.all(running.map(program => program.end()));
  };
  try {
    run('etcd');
    run('kube-apiserver');
    await untilReady(
      kubeconfig(url, authority.certificate, 'admin', tokens.admin),
      () => brokenDown,
    );
    run('kube-controller-manager');
    run('kube-scheduler');
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, tokens, servesMetrics: false, stop };
}

async function portToUse(port: number): Promise<number> {
  if (port === 0) return freePort();
  await requireFreePort(port);
  return port;
}

async function untilReady(
  kubeConfig: KubeConfig,
  brokenDown: () => string | undefined,
) {
  const deadline = Date.now() + readyWithinMs;
  const health = new Health(kubeConfig);
  const core = apiClient(kubeConfig, CoreV1Api);
  let last: unknown;
  while (Date.now() < deadline) {
    const why = brokenDown();
    if (why) throw new Error(`The control plane did not start: ${why}`);
    try {
      const signal = AbortSignal.timeout(askingMs);
      if (!(await health.readyz({ signal }))) {
        throw new Error('it says that it is not ready');
      }
      for (const name of firstNeeded) await core.readNamespace({ name });
      return;
    } catch (error) {
      last = error;
      await pause(100);
    }
  }
  throw new Error(
    `The control plane was not ready within ${readyWithinMs / 1000} s: ${
      (last as Error).message
    }`,
  );
}
