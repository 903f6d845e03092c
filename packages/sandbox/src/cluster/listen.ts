import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { portTaken } from '../net/localServer';

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
