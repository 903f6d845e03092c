import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IdeogramIncidentClient } from '../api/IdeogramIncidentClient';

export const EVENT_STREAM = { 'content-type': 'text/event-stream' };
export const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

let server: Server | undefined;

/** A client of a backend that answers as the test says. */
export async function clientOf(
  listener: RequestListener,
): Promise<IdeogramIncidentClient> {
  server = createServer(listener);
  await new Promise<void>(resolve => {
    server!.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/api/ideogram-incident`;
  return new IdeogramIncidentClient({
    fetch: (input, init) =>
      fetch(String(input).replace('plugin://ideogram-incident', base), init),
  });
}

export async function stopServer(): Promise<void> {
  server?.closeAllConnections();
  await new Promise(resolve => {
    if (server) server.close(resolve);
    else resolve(undefined);
  });
  server = undefined;
}

/** A message of an event stream. */
export const event = (name: string, data: unknown) =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
