import http from 'node:http';
import type { Triage } from 'backstage-plugin-ideogram-incident-common';
import type { Portal } from './portal';

/** A component has the name of its target. */
export function triagePath(target: string): string {
  return `/api/ideogram-incident/entities/component/default/${target}/triage?target=${target}`;
}

/** Opens a connection of its own, as each viewer does. */
function get(
  portal: Portal,
  target: string,
  { viewer = 0, accept }: { viewer?: number; accept: string },
): Promise<http.IncomingMessage> {
  const token = portal.tokens[viewer % portal.tokens.length];
  return new Promise((resolve, reject) => {
    http
      .get(`${portal.url}${triagePath(target)}`, {
        agent: false,
        headers: { accept, authorization: `Bearer ${token}` },
      })
      .once('error', reject)
      .once('response', resolve);
  });
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
  viewer = 0,
): Promise<{ triage: Triage; wallMs: number }> {
  const startedAt = performance.now();
  const response = await get(portal, target, {
    viewer,
    accept: 'application/json',
  });
  const text = await textOf(response);
  const wallMs = performance.now() - startedAt;
  return { triage: JSON.parse(text), wallMs };
}

/** The whole event stream of a triage. */
export async function stream(
  portal: Portal,
  target: string,
  viewer = 0,
): Promise<string> {
  return textOf(
    await get(portal, target, { viewer, accept: 'text/event-stream' }),
  );
}

/** Milliseconds until the first reading of a stream, which is then left. */
export async function firstReading(
  portal: Portal,
  target: string,
): Promise<number> {
  const startedAt = performance.now();
  const response = await get(portal, target, { accept: 'text/event-stream' });
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
