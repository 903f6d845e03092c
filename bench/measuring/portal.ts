import { fork } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { people, type PortalFiles } from './portalFiles';

const READY_MS = 90_000;

/** A backend in a process of its own, and tokens of people who signed in. */
export interface Portal {
  url: string;
  tokens: readonly string[];
  stop(): Promise<void>;
}

/** @param backend - the program of the process */
export async function startPortal(
  backend: string,
  { folder, url, config, entities }: PortalFiles,
): Promise<Portal> {
  const log = path.join(folder, 'backend.log');
  const output = openSync(log, 'w');
  const child = fork(backend, ['--config', config], {
    // The loader of TypeScript comes along.
    execArgv: process.execArgv,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info' },
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  const deadline = Date.now() + READY_MS;
  const untilThere = async <T>(ask: () => Promise<T | undefined>) => {
    while (Date.now() < deadline && !hasEnded()) {
      const found = await ask().catch(() => undefined);
      if (found !== undefined) return found;
      await delay(100);
    }
    const how = hasEnded()
      ? `ended with ${child.signalCode ?? child.exitCode}`
      : `was not ready after ${READY_MS} ms`;
    await stop();
    throw new Error(`The backend ${how}: ${complaints(log)}`);
  };

  const tokens: string[] = [];
  for (const person of people) {
    tokens.push(await untilThere(() => signIn(url, person)));
  }
  await untilThere(() => knows(url, tokens[0], entities));
  return { url, tokens, stop };
}

/** What a log has beyond the lines that tell how well all goes. */
function complaints(log: string): string {
  const lines = readFileSync(log, 'utf8').split('\n');
  const bad = lines.filter(line => !/"level":"(?:info|warn)"/.test(line));
  return bad.join('\n').trim().slice(-4_000) || 'it says nothing';
}

async function signIn(
  url: string,
  person: string,
): Promise<string | undefined> {
  const response = await fetch(`${url}/api/auth/sandbox/refresh`, {
    headers: { 'x-sandbox-person': person },
  });
  const body = await response.json();
  return body.backstageIdentity?.token;
}

async function knows(
  url: string,
  token: string,
  entities: number,
): Promise<true | undefined> {
  const response = await fetch(
    `${url}/api/catalog/entities/by-query?limit=0&filter=kind=component,kind=user`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { totalItems } = await response.json();
  return totalItems === entities ? true : undefined;
}
