import http from 'node:http';
import { outsideAnswer } from '../measuring/outsideAnswers';
import { writePortalFiles, type PortalFiles } from '../measuring/portalFiles';
import {
  close,
  json,
  listen,
  upstreamListener,
} from '../measuring/upstreamServer';
import { NAMESPACE, type BenchCluster } from './cluster';

/** As many as no measurement uses up. */
const TARGETS = 60;

const targetName = (n: number) => `target-${n}`;

/** A name that was not used before: nobody has looked at this target yet. */
export class FreshTargets {
  private used = 0;

  next(): string {
    if (this.used === TARGETS) throw new Error('All targets are used up');
    this.used += 1;
    return targetName(this.used - 1);
  }
}

/** Status page, health and Prometheus, where nothing fails. */
export async function startOutside() {
  const server = http.createServer(
    upstreamListener(
      (path, query) =>
        outsideAnswer(path, query, {}) ?? json('not found', { path }, 404),
    ),
  );
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/answers`,
    close: () => close(server),
  };
}

/** All are the same deployment, so that each can be changed by a first visitor. */
export function writeWorld(
  folder: string,
  outsideUrl: string,
  { cluster }: BenchCluster,
): Promise<PortalFiles> {
  const target = {
    statusPage: { url: `${outsideUrl}/status` },
    health: { url: `${outsideUrl}/health` },
    prometheus: [{ url: `${outsideUrl}/prometheus` }],
    kubernetes: { cluster: 'bench', namespace: NAMESPACE },
  };
  return writePortalFiles(folder, {
    ideogramIncident: {
      targets: Object.fromEntries(
        Array.from({ length: TARGETS }, (_, n) => [targetName(n), target]),
      ),
      clusters: [
        {
          name: 'bench',
          url: cluster.url,
          caFile: cluster.caFile,
          serviceAccountToken: cluster.tokens.portal,
        },
      ],
    },
  });
}
