import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readRequest } from '../../packages/sandbox/src/cluster/api-server/requestInfo';
import type { OnRequest } from '../../packages/sandbox/src/cluster';

/** A request of the portal's account, as it arrived at the API server. */
export interface SeenRequest {
  /** Milliseconds since the epoch. */
  at: number;
  /** Verb and resource. */
  what: string;
}

/** What the API server itself has written down. */
export interface RequestLog {
  /** All until now, in their order. */
  requests(): Promise<SeenRequest[]>;
}

const ACCOUNT = 'system:serviceaccount:default:ideogram-incident-portal';

interface AuditEvent {
  stage: string;
  verb: string;
  requestURI: string;
  requestReceivedTimestamp: string;
  user?: { username?: string };
  objectRef?: { resource?: string; subresource?: string };
}

function seen(event: AuditEvent): SeenRequest {
  const { verb, requestURI, requestReceivedTimestamp, objectRef } = event;
  const { resource = requestURI, subresource } = objectRef ?? {};
  return {
    at: Date.parse(requestReceivedTimestamp),
    what: `${verb} ${[resource, subresource].filter(Boolean).join('/')}`,
  };
}

/** The audit log of a real control plane. */
export function auditLog(stateDir: string): RequestLog {
  const file = path.join(stateDir, 'control-plane', 'audit.log');
  return {
    async requests() {
      const lines = (await readFile(file, 'utf8')).split('\n');
      return lines
        .filter(line => line.includes(ACCOUNT))
        .map(line => JSON.parse(line) as AuditEvent)
        .filter(
          ({ user, stage }) =>
            user?.username === ACCOUNT && stage === 'ResponseComplete',
        )
        .map(seen)
        .sort((a, b) => a.at - b.at);
    },
  };
}

/** The same of the stand-in, which tells of requests as they arrive. */
export function arrivals(): RequestLog & { onRequest: OnRequest } {
  const all: SeenRequest[] = [];
  return {
    requests: async () => [...all],
    onRequest({ method, path: asked, user }) {
      if (user === ACCOUNT) {
        const { attributes } = readRequest(method, new URL(asked, 'https://a'));
        const what =
          'resource' in attributes ? attributes.resource : attributes.path;
        all.push({ at: Date.now(), what: `${attributes.verb} ${what}` });
      }
      return 'answer';
    },
  };
}
