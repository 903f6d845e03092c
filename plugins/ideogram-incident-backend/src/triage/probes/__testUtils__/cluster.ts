import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { readIdeogramIncidentConfig } from '../../../config';
import { TOKEN } from '../../../upstream/kubernetes/__testUtils__/apiServer';

export const MAX_BYTES = 64 * 1024;

/** A target in a cluster, as an operator configures it. */
export function targetIn(url: string, kubernetes: JsonObject = {}): Target {
  const target = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: {
        clusters: [{ name: 'production', url, serviceAccountToken: TOKEN }],
        targets: {
          production: {
            kubernetes: { cluster: 'production', ...kubernetes },
            probes: { maxBytes: MAX_BYTES },
          },
        },
        remediation: { escalation: 'Platform on-call' },
      },
    }),
  ).targets.get('production');
  if (!target) throw new Error('The target was not read');
  return target;
}

export const RUNNING = {
  ready: true,
  restartCount: 0,
  state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
};

/** A pod whose one container is in a state. */
export function podOf(
  name: string,
  container: JsonObject = RUNNING,
  more: { metadata?: JsonObject; spec?: JsonObject; status?: JsonObject } = {},
): JsonObject {
  return {
    metadata: { name, ...more.metadata },
    spec: { containers: [{ name: 'app' }], ...more.spec },
    status: {
      phase: 'Running',
      startTime: '2026-01-01T00:00:00Z',
      conditions: [
        { type: 'Ready', status: container.ready ? 'True' : 'False' },
      ],
      containerStatuses: [{ name: 'app', ...container }],
      ...more.status,
    },
  };
}

export const podList = (...items: JsonObject[]) => ({ kind: 'PodList', items });

/** A time so many minutes ago, as the cluster writes it. */
export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();
