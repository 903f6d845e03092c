import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on this machine alone, which can fall silent and come back. */
export interface LocalServer {
  readonly port: number;
  readonly url: string;
  /** From here on connections are refused. */
  cut(): Promise<void>;
  /** Undoes `cut`, on the same port. */
  restore(): Promise<void>;
  /** Ends for good, whatever is under way. */
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1; port 0 picks a free one. */
export async function startLocalServer(
  handler: RequestListener,
  port: number,
): Promise<LocalServer> {
  let server = createServer(handler);
  const bound = await listen(server, port);

  const cut = async () => {
    if (server.listening) await close(server);
  };
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    cut,
    close: cut,
    restore: async () => {
      if (server.listening) return;
      server = createServer(handler);
      await listen(server, bound);
    },
  };
}

/** Lets a server listen on this machine alone; port 0 picks a free one. Answers the port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

/** Ends a server, whatever is under way. */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    // One that is still being made would hold up the end.
    server.on('secureConnection', connection => connection.destroy());
    server.closeAllConnections();
  });
}

/** Says which port is taken, and what to do. */
export function portTaken(port: number): Error {
  return new Error(
    `Port ${port} is taken by another program. End that program, or move this run aside: PORT_OFFSET=1000.`,
  );
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
}

/** So that a stranger at our port is not taken for ours; its error says what to do. */
export async function requireFreePort(port: number): Promise<void> {
  const server = await startLocalServer((_, res) => res.end(), port);
  await server.close();
}
