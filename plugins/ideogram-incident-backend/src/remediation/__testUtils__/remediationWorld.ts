import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { hasEnded } from 'backstage-plugin-ideogram-incident-common';
import {
  isRolledOut,
  programs,
  signInAsPortal,
  type Contract,
} from 'sandbox/contract';
import { startPortal } from '../../__testUtils__/portal';
import {
  finding,
  startFakePrometheus,
} from '../../metrics/__testUtils__/fakePrometheus';
import { startUpstream } from '../../triage/probes/__testUtils__/upstream';

export type Portal = Awaited<ReturnType<typeof startPortal>>;

const NAME = 'ideogram-integration';
export const OLD_KEY = 'old-key-0123456789';
export const NEW_KEY = 'new-key-9876543210';
const OTHER = 'a secret of somebody else';

export const inBase64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * An integration in the cluster under test, its Prometheus and its Ideogram
 * API; and portals that look after it with the rights of the manifests.
 */
export class RemediationWorld {
  /** Of all that was sent to the Ideogram API. */
  readonly askedWith: unknown[] = [];
  acceptedKeys = [OLD_KEY, NEW_KEY];
  /** Per second, by the label of the error series. */
  errors: Record<string, number> = {};
  private portals: Portal[] = [];
  private config!: object;

  constructor(private readonly contract: Contract) {}

  get deploymentPath() {
    return `${this.contract.apps}/deployments/${NAME}`;
  }

  get secretPath() {
    return `${this.contract.core}/secrets/ideogram-secrets`;
  }

  /**
   * @param remediation - of the configuration
   * @param rights - of the portal's account
   */
  async start(
    remediation: object = {},
    rights: Parameters<typeof signInAsPortal>[1] = ['reader', 'remediator'],
  ): Promise<void> {
    const { contract } = this;
    const { config } = await signInAsPortal(contract, rights);
    const { server, caData, caFile } = config.getCurrentCluster()!;
    const serviceAccountToken = config.getCurrentUser()!.token;
    const ideogram = await startUpstream((request, response) => {
      const key = request.headers['api-key'];
      this.askedWith.push(key);
      response.statusCode = this.acceptedKeys.includes(String(key)) ? 200 : 401;
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
    const prometheus = await startFakePrometheus(query =>
      finding({
        errors: Object.entries(this.errors).map(([error_type, rate]) => [
          { error_type },
          rate,
        ]),
        requests: [[{}, 4]],
        latency: [[{}, 1]],
      })(query),
    );
    this.config = {
      clusters: [
        {
          name: 'local',
          url: server,
          // What is left out must not stand there as undefined.
          ...(caData ? { caData } : { caFile }),
          serviceAccountToken,
        },
      ],
      targets: {
        production: {
          ideogram: { baseUrl: ideogram },
          prometheus: [{ url: prometheus.url }],
          queries: { window: '5s' },
          kubernetes: { cluster: 'local', namespace: contract.namespace },
          probes: { maxAge: '0s' },
        },
      },
      remediation: { escalation: 'Platform on-call', ...remediation },
    };
    await contract.apply(
      'Secret',
      { name: 'ideogram-secrets' },
      { stringData: { 'api-key': OLD_KEY, other: OTHER } },
    );
    await contract.deploy(NAME, programs.steady, {
      replicas: 2,
      container: {
        env: [
          {
            name: 'KEY',
            valueFrom: {
              secretKeyRef: { name: 'ideogram-secrets', key: 'api-key' },
            },
          },
          { name: 'MODE', value: 'direct' },
        ],
      },
    });
    await contract.rolledOut(NAME);
  }

  async portal(
    options: Omit<Parameters<typeof startPortal>[0], 'ideogramIncident'> & {
      remediation?: object;
    } = {},
  ): Promise<Portal> {
    const { remediation, ...rest } = options;
    const portal = await startPortal({
      ideogramIncident: {
        ...this.config,
        ...(remediation && { remediation }),
      },
      ...rest,
    });
    this.portals.push(portal);
    return portal;
  }

  async stop(): Promise<void> {
    for (const portal of this.portals.splice(0)) await portal.stop();
  }

  deployment() {
    return this.contract.admin.get(this.deploymentPath);
  }

  patchDeployment(patch: object) {
    return this.contract.admin.patch(this.deploymentPath, 'strategic', patch);
  }

  secret() {
    return this.contract.admin.get(this.secretPath);
  }

  async env() {
    const { spec } = await this.deployment();
    return spec.template.spec.containers[0].env;
  }

  /** Once a change after this generation has replaced the pods. */
  async rolledOutAfter(generation: number): Promise<void> {
    await this.contract.deployment(
      NAME,
      deployment =>
        (deployment.metadata.generation ?? 0) > generation &&
        isRolledOut(deployment),
    );
  }

  logWith(words: string) {
    return this.contract.logWith(NAME, words);
  }
}

export const actionPath = (action: string) =>
  `/entities/component/default/checkout/actions/${action}`;

/** Asks for an action, and follows the operation to its end. */
export async function carryOut(
  portal: Portal,
  action: string,
  body: object = {},
  key: string = crypto.randomUUID(),
  as?: string,
): Promise<Operation> {
  const response = await portal.post(actionPath(action), body, { key, as });
  if (response.status !== 202) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const { id } = (await response.json()) as Operation;
  return ended(portal, id);
}

/** The operation, once it has ended. */
export async function ended(portal: Portal, id: string): Promise<Operation> {
  const response = await portal.get(`/operations/${id}`, {
    accept: 'text/event-stream',
  });
  const events = (await response.text()).split('\n\n');
  const operation = events
    .flatMap(event => /^event: operation\ndata: (.+)$/.exec(event)?.[1] ?? [])
    .map(data => JSON.parse(data) as Operation)
    .at(-1);
  if (!operation || !hasEnded(operation)) throw new Error('It has not ended');
  return operation;
}
