import http from 'node:http';
import https from 'node:https';
import {
  ServerConfiguration,
  type Cluster,
  type KubeConfig,
  type SecurityAuthentication,
} from '@kubernetes/client-node';
import { inBrackets } from './kubeConfig';
import { KubernetesError } from './kubernetesError';

/** Connections of one reading to one API server. */
const MAX_SOCKETS = 6;

/** Longer than from one look at a rollout to the next. */
const IDLE_MS = 3_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the API server is, and what proves who asks. */
export interface ClusterCredentials {
  server: ServerConfiguration<{}>;
  authentication: SecurityAuthentication;
  /** Closes the connections, but those that are kept. */
  close(): void;
}

/**
 * The connections to one cluster, which outlive a reading for as long as what
 * comes next follows soon. Nobody has to close them.
 */
export class KeptConnections {
  private agent?: http.Agent;

  reuse(create: () => http.Agent): http.Agent {
    this.agent ??= create();
    return this.agent;
  }

  /** Something went wrong: what comes next must not meet a dead one. */
  forget(): void {
    this.agent = undefined;
  }
}

/**
 * Resolves what a kubeconfig says into headers and an agent. The agent lives
 * as long as one reading: connections are shared within it, and none is left
 * that a later reading could find dead; unless they are kept.
 */
export async function resolveCredentials(
  config: KubeConfig,
  options: { impersonate?: string; connections?: KeptConnections } = {},
): Promise<ClusterCredentials> {
  const cluster = config.getCurrentCluster() as Writable<Cluster> | null;
  const server = cluster?.server?.replace(/\/+$/, '');
  if (!cluster || !server || !URL.canParse(server)) {
    throw new KubernetesError(
      'sign-in',
      "can't be signed in to: its kubeconfig names no API server",
    );
  }
  const isPlain = new URL(server).protocol === 'http:';
  // Without it the client refuses http, which is the operator's to choose.
  if (isPlain) cluster.skipTLSVerify = true;

  const request: https.RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(request);
  } catch (error) {
    throw new KubernetesError(
      'sign-in',
      `can't be signed in to: its CA, certificate or token can't be read${inBrackets(
        error,
      )}`,
    );
  }

  const { impersonate, connections } = options;
  const agentOf = () =>
    cluster.proxyUrl
      ? (request.agent as http.Agent)
      : ownAgent(isPlain, request, connections && IDLE_MS);
  const agent = connections?.reuse(agentOf) ?? agentOf();
  const headers = {
    ...headersOf(request),
    ...(impersonate !== undefined && inTheNameOf(impersonate)),
  };
  return {
    server: new ServerConfiguration(server, {}),
    authentication: {
      getName: () => 'kubeconfig',
      applySecurityAuthentication(context) {
        for (const [name, value] of Object.entries(headers)) {
          context.setHeaderParam(name, value);
        }
        context.setAgent(agent);
      },
    },
    close() {
      if (!connections) agent.destroy();
    },
  };
}

function ownAgent(
  isPlain: boolean,
  { ca, cert, key, servername, rejectUnauthorized }: https.RequestOptions,
  idleMs?: number,
): http.Agent {
  const settings = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    // Ends what is idle; what is waited for has a deadline.
    timeout: idleMs,
  };
  return isPlain
    ? new http.Agent(settings)
    : new https.Agent({
        ...settings,
        ca,
        cert,
        key,
        servername,
        // Said here, so that no environment variable can say otherwise.
        rejectUnauthorized: rejectUnauthorized ?? true,
      });
}

/** A name that does not fit is refused: another spelling is another user. */
function inTheNameOf(user: string): Record<string, string> {
  if (!/^[!-~]{1,500}$/.test(user)) {
    throw new KubernetesError(
      'sign-in',
      "can't be asked in the name of a person whose reference does not fit into a request",
    );
  }
  return { 'Impersonate-User': user };
}

function headersOf(options: https.RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  if (options.auth) {
    const encoded = Buffer.from(options.auth).toString('base64');
    headers.Authorization = `Basic ${encoded}`;
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    // Tokens from files end in a line break.
    headers[name] = String(value).trim();
  }
  return headers;
}
