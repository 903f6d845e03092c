import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAlertmanager } from './alertmanager/alertmanager';
import { startCluster } from './cluster';
import { realControlPlane } from './cluster/control-plane/realControlPlane';
import type { Logger } from './cluster/logger';
import { startControl } from './control/control';
import { manifests } from './deployment/manifests';
import { writeStylesFiles } from './deployment/stylesFiles';
import { createWorkloads } from './deployment/workloads';
import {
  toEnvironment,
  writeEnvironmentFile,
  type WorldAccess,
} from './environment';
import { newApiKey } from './ideogram-api/apiKeys';
import { startIdeogramApi } from './ideogram-api/ideogramApi';
import { portsFrom } from './net/ports';
import { findProgram } from './process/findProgram';
import { startPrometheus } from './prometheus/prometheus';
import { makeRules } from './prometheus/rules';
import { Conductor } from './scenarios/conductor';
import { createObserver } from './scenarios/observer';
import { startIntegrationService } from './service/integrationService';
import { startStatusPage } from './status-page/statusPage';

export interface SandboxOptions {
  /** Added to every port. */
  portOffset: number;
  /** Where data of the parts is kept. */
  stateDir: string;
  logger: Logger;
  /** The binaries of a real Kubernetes control plane; left out: the stand-in. */
  kubernetesBinaries?: string;
  /** Path of Prometheus; `null` goes without one. Left out: looked for on PATH. */
  prometheusBinary?: string | null;
  /** Path of Alertmanager, likewise; without Prometheus there is none. */
  alertmanagerBinary?: string | null;
  /** Of the portal's backend, which Alertmanager tells of alerts. */
  portalUrl: string;
}

export interface Sandbox {
  access: WorldAccess;
  /** What app-config.sandbox.yaml reads from the environment. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;

/** Starts the whole world; settles when it answers and shows `healthy`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const stopPart of started.splice(0).reverse()) {
      await stopPart().catch(error => options.logger.error(String(error)));
    }
  };
  try {
    return await startParts(options, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  options: SandboxOptions,
  started: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<Sandbox> {
  const { portOffset, stateDir, logger } = options;
  const ports = portsFrom(portOffset);
  const keep = async <T extends { stop(): Promise<unknown> }>(
    starting: Promise<T>,
  ) => {
    const part = await starting;
    started.push(() => part.stop());
    return part;
  };

  const keys = { production: newApiKey(), staging: newApiKey() };
  const ideogramApi = await keep(
    startIdeogramApi({ port: ports.ideogramApi, keys }),
  );
  const statusPage = await keep(startStatusPage(ports.statusPage));
  const production = await keep(
    startIntegrationService({ port: ports.production, namespace: 'default' }),
  );
  const staging = await keep(
    startIntegrationService({ port: ports.staging, namespace: 'staging' }),
  );
  logger.info('The Ideogram API and its status page answer');

  const { prometheusBinary = findProgram('prometheus') } = options;
  const { alertmanagerBinary = findProgram('prometheus-alertmanager') } =
    options;
  const rules = prometheusBinary ? makeRules() : Promise.resolve('');
  // It is waited for at the end; a failure until then is none of nobody's.
  rules.catch(() => undefined);
  const alertmanagerToken = randomBytes(24).toString('base64url');
  const alertmanager =
    prometheusBinary && alertmanagerBinary
      ? await keep(
          startAlertmanager({
            binary: alertmanagerBinary,
            port: ports.alertmanager,
            directory: join(stateDir, 'alertmanager'),
            webhook: {
              url: `${options.portalUrl}/api/ideogram-incident/alerts`,
              token: alertmanagerToken,
            },
          }),
        )
      : undefined;
  const prometheus = prometheusBinary
    ? await keep(
        startPrometheus({
          binary: prometheusBinary,
          port: ports.prometheus,
          directory: join(stateDir, 'prometheus'),
          discovery: [`${production.url}/targets`, `${staging.url}/targets`],
          alertmanagerPort: alertmanager && ports.alertmanager,
        }),
      )
    : undefined;
  logger.info(
    prometheus
      ? 'Prometheus answers'
      : 'No Prometheus is installed: readings come from /metrics',
  );
  logger.info(
    alertmanager
      ? `Alertmanager answers: ${alertmanager.url}`
      : 'No Alertmanager runs: nothing tells the portal of alerts',
  );

  const cluster = await keep(
    startCluster({
      port: ports.kubernetes,
      kubeletPort: ports.kubelet,
      stateDir: join(stateDir, 'cluster'),
      controlPlane: options.kubernetesBinaries
        ? realControlPlane({
            binaries: options.kubernetesBinaries,
            etcdPort: ports.etcd,
            etcdPeerPort: ports.etcdPeer,
          })
        : undefined,
      logger,
    }),
  );
  const stylesFiles = writeStylesFiles(join(stateDir, 'pods'));
  const workloads = createWorkloads(cluster.kubeconfigFile, stylesFiles);
  const conductor = new Conductor(
    {
      ideogramApi,
      statusPage,
      prometheus,
      workloads,
      namespaces: ['default', 'staging'],
    },
    createObserver({
      workloads,
      service: production,
      prometheusUrl: prometheus?.url,
    }),
  );

  const deployment = {
    ideogramUrl: ideogramApi.url,
    stylesFile: stylesFiles.good,
  };
  await cluster.applyManifests([
    ...manifests({
      ...deployment,
      namespace: 'default',
      replicas: 2,
      usersPerBurst: 3,
      apiKey: keys.production,
      serviceUrl: production.url,
    }),
    ...manifests({
      ...deployment,
      namespace: 'staging',
      replicas: 1,
      usersPerBurst: 1,
      apiKey: keys.staging,
      serviceUrl: staging.url,
    }),
  ]);
  logger.info('The cluster answers; the pods start');

  const control = await keep(
    startControl({
      port: ports.control,
      conductor,
      createKey: ideogramApi.createKey,
      links: links(portOffset, {
        statusPageUrl: statusPage.url,
        productionUrl: production.url,
        prometheusUrl: prometheus?.url,
        alertmanagerUrl: alertmanager?.url,
      }),
      prometheusInstalled: prometheus !== undefined,
    }),
  );
  const access: WorldAccess = {
    controlUrl: control.url,
    ideogramUrl: ideogramApi.url,
    statusPageUrl: statusPage.url,
    productionUrl: production.url,
    stagingUrl: staging.url,
    prometheusUrl: prometheus?.url,
    kubernetesUrl: cluster.url,
    kubernetesCaFile: cluster.caFile,
    kubernetesToken: cluster.tokens.portal,
    alertmanagerUrl: alertmanager?.url,
    alertmanagerToken,
  };
  const environment = toEnvironment(access);
  writeEnvironmentFile(stateDir, environment);
  await untilSettled(conductor);
  // Not before: pods that have yet to start are no outage.
  await prometheus?.watch(await rules);
  return { access, environment, stop };
}

async function untilSettled(conductor: Conductor) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const { settled, waitingFor } = await conductor.state();
    if (settled) return;
    if (Date.now() > deadline) {
      throw new Error(
        `The sandbox was not ready within ${
          READY_WITHIN_MS / 1000
        } s: still waiting for ${waitingFor.join(', and ')}.`,
      );
    }
    await sleep(250);
  }
}

function links(
  portOffset: number,
  {
    statusPageUrl,
    productionUrl,
    prometheusUrl,
    alertmanagerUrl,
  }: Pick<
    WorldAccess,
    'statusPageUrl' | 'productionUrl' | 'prometheusUrl' | 'alertmanagerUrl'
  >,
) {
  const portal = `http://localhost:${3000 + portOffset}`;
  return [
    {
      title: 'The Incident tab of the integration',
      url: `${portal}/catalog/default/component/ideogram-integration/incident`,
    },
    { title: 'The status page of Ideogram', url: statusPageUrl },
    { title: 'The health of the integration', url: `${productionUrl}/health` },
    ...(prometheusUrl
      ? [
          { title: 'Prometheus', url: prometheusUrl },
          { title: 'Its rules and alerts', url: `${prometheusUrl}/alerts` },
        ]
      : []),
    ...(alertmanagerUrl
      ? [{ title: 'Alertmanager', url: alertmanagerUrl }]
      : []),
  ];
}
