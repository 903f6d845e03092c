import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { startLocalServer } from './localServer';

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** So that a stranger at our port is not taken for ours; its error says what to do. */
export async function requireFreePort(port: number): Promise<void> {
  const server = await startLocalServer((_, res) => res.end(), port);
  await server.close();
}
