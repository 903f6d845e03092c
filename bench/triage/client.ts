import http from 'node:http';
import {
  PROBE_NAMES,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type { Portal } from '../measuring/portal';

/** A component has the name of its target. */
export function triagePath(target: string): string {
  return `/api/ideogram-incident/entities/component/default/${target}/triage?target=${target}`;
}

interface Prepared {
  connected(): Promise<void>;
  /** Sends the request, and gives the answer once its head is there. */
  send(): Promise<http.IncomingMessage>;
}

type Accept = 'application/json' | 'text/event-stream';

/** Opens a connection of its own, as each viewer does. */
function prepare(
  portal: Portal,
  target: string,
  { viewer = 0, accept }: { viewer?: number; accept: Accept },
): Prepared {
  const token = portal.tokens[viewer % portal.tokens.length];
  const request = http.request(`${portal.url}${triagePath(target)}`, {
    agent: false,
    headers: { accept, authorization: `Bearer ${token}` },
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('error', reject).once('response', resolve);
  });
  const connected = new Promise<void>(resolve => {
    request.once('socket', socket => socket.once('connect', () => resolve()));
  });
  return {
    connected: () => Promise.race([connected, answered.then(() => {})]),
    send() {
      request.end();
      return answered;
    },
  };
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (response.statusCode === 200) return text;
  throw new Error(`The portal answered ${response.statusCode}: ${text}`);
}

/** A triage as JSON, and how long it took, connecting included. */
export async function triage(
  portal: Portal,
  target: string,
): Promise<{ triage: Triage; wallMs: number }> {
  const startedAt = performance.now();
  const response = await prepare(portal, target, {
    accept: 'application/json',
  }).send();
  const text = await textOf(response);
  const wallMs = performance.now() - startedAt;
  return { triage: JSON.parse(text), wallMs };
}

/**
 * All are connected before the first one asks, and ask at once; every other one
 * by event stream. Throws where one gets less than a whole triage.
 */
export async function askTogether(
  portal: Portal,
  target: string,
  viewers: number,
): Promise<{ askedMs: number; answeredMs: number }> {
  const prepared = Array.from({ length: viewers }, (_, viewer) =>
    prepare(portal, target, {
      viewer,
      accept: viewer % 2 === 0 ? 'application/json' : 'text/event-stream',
    }),
  );
  await Promise.all(prepared.map(each => each.connected()));
  const startedAt = performance.now();
  const answers = prepared.map(each => each.send().then(textOf));
  const askedMs = performance.now() - startedAt;
  const texts = await Promise.all(answers);
  const answeredMs = performance.now() - startedAt;
  for (const text of texts) {
    const written = /^event: triage\ndata: (.*)$/m.exec(text)?.[1] ?? text;
    allReadingsOf(JSON.parse(written));
  }
  return { askedMs, answeredMs };
}

/** @throws where a probe is missing, or could not tell anything */
export function allReadingsOf({ readings }: Triage): Triage['readings'] {
  const known = readings.filter(({ status }) => status !== 'unknown');
  if (known.length === PROBE_NAMES.length) return readings;
  throw new Error(`Not what was asked for: ${JSON.stringify(readings)}`);
}

/** Milliseconds until the first reading of a stream, which is then left. */
export async function firstReading(
  portal: Portal,
  target: string,
): Promise<number> {
  const startedAt = performance.now();
  const response = await prepare(portal, target, {
    accept: 'text/event-stream',
  }).send();
  let text = '';
  for await (const chunk of response) {
    text += chunk;
    if (/^event: reading\ndata: .*\n\n/m.test(text)) {
      response.destroy();
      return performance.now() - startedAt;
    }
  }
  throw new Error(`No reading came: ${text}`);
}
