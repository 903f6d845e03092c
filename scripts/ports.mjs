import net from 'node:net';
import { Failure } from './failure.mjs';

const offset = Number(process.env.PORT_OFFSET ?? 0);

/** Each portal of a machine has logs of its own. */
export const logFolder = offset
  ? `.sandbox/logs/offset-${offset}`
  : '.sandbox/logs';

/**
 * Ports that browsers, and fetch in Node, refuse to open, from 3000 on:
 * https://fetch.spec.whatwg.org/#port-blocking
 */
const REFUSED_BY_BROWSERS = [
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
  6697, 10080,
];

/** Where the portal listens; `PORT_OFFSET` moves all of it aside. */
export function portalPorts() {
  if (!Number.isInteger(offset) || offset < 0 || offset > 50_000) {
    throw new Failure(
      `PORT_OFFSET is ${process.env.PORT_OFFSET}; it must be a whole number from 0 to 50000.`,
    );
  }
  const ports = { frontend: 3000 + offset, backend: 7007 + offset };
  for (const [name, port] of Object.entries(ports)) {
    if (REFUSED_BY_BROWSERS.includes(port)) {
      throw new Failure(
        `With PORT_OFFSET=${offset} the ${name} would get port ${port}, which browsers refuse to open; choose another offset.`,
      );
    }
  }
  return ports;
}

/** @param {Record<string, number>} ports - by what uses them */
export async function requireFreePorts(ports) {
  for (const [name, port] of Object.entries(ports)) {
    for (const host of ['127.0.0.1', '::1']) {
      if (await isTaken(port, host)) {
        throw new Failure(
          `Port ${port}, which the ${name} needs, is taken. End the program that uses it, or move aside with PORT_OFFSET=100 in front of the same command.`,
        );
      }
    }
  }
}

function isTaken(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', error => resolve(error.code === 'EADDRINUSE'));
    server.listen({ port, host }, () => server.close(() => resolve(false)));
  });
}
