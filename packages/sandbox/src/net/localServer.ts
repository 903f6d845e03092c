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
  let server = await listen(handler, port);
  const bound = (server.address() as AddressInfo).port;

  const cut = async () => {
    if (!server.listening) return;
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    cut,
    close: cut,
    restore: async () => {
      if (!server.listening) server = await listen(handler, bound);
    },
  };
}

function listen(handler: RequestListener, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Says which port is taken, and what to do. */
export function portTaken(port: number): Error {
  return new Error(
    `Port ${port} is taken by another program. End that program, or move this run aside: PORT_OFFSET=1000.`,
  );
}
