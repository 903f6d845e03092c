import { randomUUID } from 'node:crypto';
import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { Portal } from '../measuring/portal';

/** Milliseconds since the epoch at which an operation came to where. */
export interface Carried {
  requested: number;
  recorded: number;
  changed: number;
  rolledOut: number;
  finished: number;
}

/**
 * Asks for an action, and follows the operation to its end, as the portal's
 * frontend does.
 *
 * @throws where it did not change, roll out and succeed
 */
export async function carryOut(
  portal: Portal,
  target: string,
  action: string,
): Promise<Carried> {
  const headers = { authorization: `Bearer ${portal.tokens[0]}` };
  const base = `${portal.url}/api/ideogram-incident`;
  const requested = Date.now();
  const response = await fetch(
    `${base}/entities/component/default/${target}/actions/${action}`,
    {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ target, reason: 'A benchmark' }),
    },
  );
  const text = await response.text();
  if (response.status !== 202) {
    throw new Error(`The portal answered ${response.status}: ${text}`);
  }
  const { id } = JSON.parse(text) as Operation;
  const stream = await fetch(`${base}/operations/${id}`, {
    headers: { ...headers, accept: 'text/event-stream' },
  });
  const events = await stream.text();
  const last = [...events.matchAll(/^event: operation\ndata: (.*)$/gm)].at(-1);
  const operation = last && (JSON.parse(last[1]) as Operation);
  if (!operation || !hasEnded(operation)) {
    throw new Error(`The operation did not end: ${events.slice(-2_000)}`);
  }
  const { steps, createdAt, finishedAt = '' } = operation;
  const index = steps.findIndex(({ name }) => name === 'Deployment changed');
  const [changed, rolledOut] = steps.slice(index);
  if (index < 0 || !rolledOut || steps.some(each => each.status !== 'done')) {
    throw new Error(`Not what was asked for: ${JSON.stringify(operation)}`);
  }
  return {
    requested,
    recorded: Date.parse(createdAt),
    changed: Date.parse(changed.at),
    rolledOut: Date.parse(rolledOut.at),
    finished: Date.parse(finishedAt),
  };
}
