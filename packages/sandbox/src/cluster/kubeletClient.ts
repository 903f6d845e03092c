import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { KubeNode } from './objects';

/** How the API server proves itself to a node agent, and knows it. */
export interface KubeletCredentials {
  ca: string;
  certificate: string;
  key: string;
}

/** Asks node agents at the address that their Node object gives. */
export class KubeletClient {
  private readonly agent: Agent;

  constructor(credentials: KubeletCredentials) {
    this.agent = new Agent({
      ca: credentials.ca,
      cert: credentials.certificate,
      key: credentials.key,
    });
  }

  /** Resolves with the answer's head; its body is the caller's to read or to destroy. */
  get(node: KubeNode, path: string): Promise<IncomingMessage> {
    const address = node.status?.addresses?.find(
      candidate => candidate.type === 'InternalIP',
    )?.address;
    const port = node.status?.daemonEndpoints?.kubeletEndpoint?.Port;
    return new Promise((resolve, reject) => {
      if (!address || !port) {
        reject(new Error(`node ${node.metadata.name} has no address`));
        return;
      }
      const call = request(
        { host: address, port, path, agent: this.agent, timeout: 10_000 },
        resolve,
      );
      call.on('timeout', () => call.destroy(new Error('i/o timeout')));
      call.on('error', error =>
        reject(
          new Error(
            `Get "https://${address}:${port}${path}": ${error.message}`,
          ),
        ),
      );
      call.end();
    });
  }

  close() {
    this.agent.destroy();
  }
}
