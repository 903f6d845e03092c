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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the API server is, and what proves who asks. */
export interface ClusterCredentials {
  server: ServerConfiguration<{}>;
  authentication: SecurityAuthentication;
  /** Closes the connections. */
  close(): void;
}

/**
 * Resolves what a kubeconfig says into headers and an agent. The agent lives
 * as long as one reading: connections are shared within it, and none is left
 * that a later reading could find dead.
 */
export async function resolveCredentials(
  config: KubeConfig,
  { impersonate }: { impersonate?: string } = {},
): Promise<ClusterCredentials> {
  const cluster = config.getCurrentCluster() as Writable<Cluster> | null;
  const server = cluster?.server?.replace(/\/+$/, '');
  if (!cluster || !server || !URL.canParse(server)) {
    throw new KubernetesError(
      'sign-in',
      'can not be signed in to: its kubeconfig names no API server',
    );
  }
  const isPlain = new URL(server).protocol === 'http:';
  // Without it the client refuses http, which is the operator's to choose.
  if (isPlain) cluster.skipTLSVerify = true;

  const options: https.RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw new KubernetesError(
      'sign-in',
      `can not be signed in to: its CA, certificate or token can not be read${inBrackets(
        error,
      )}`,
    );
  }

  const agent = cluster.proxyUrl
    ? (options.agent as http.Agent)
    : ownAgent(isPlain, options);
  const headers = {
    ...headersOf(options),
    ...(impersonate !== undefined && inTheNameOf(impersonate)),
  };
  return {
    server: new ServerConfiguration(server, {}),
    authentication: {
      getName: () => 'kubeconfig',
      applySecurityAuthentication(request) {
        for (const [name, value] of Object.entries(headers)) {
          request.setHeaderParam(name, value);
        }
        request.setAgent(agent);
      },
    },
    close: () => agent.destroy(),
  };
}

function ownAgent(
  isPlain: boolean,
  { ca, cert, key, servername, rejectUnauthorized }: https.RequestOptions,
): http.Agent {
  const settings = { keepAlive: true, maxSockets: MAX_SOCKETS };
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
      'can not be asked in the name of a person whose reference does not fit into a request',
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
