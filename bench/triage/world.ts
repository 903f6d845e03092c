import {
  writePortalFiles,
  writePrivate,
  type PortalFiles,
} from '../measuring/portalFiles';
import { CLUSTER_TOKEN, type Upstreams } from './upstreams';

/** The upstreams that can hang. */
export const HANGING = [
  'status-page',
  'integration-health',
  'prometheus',
  'cluster',
] as const;
export type Hanging = (typeof HANGING)[number];

/** As many as no measurement uses up. */
const WELL_TARGETS = 80;
const HANGING_TARGETS = 10;

const targetsOf = (hanging: Hanging | 'none') =>
  hanging === 'none' ? WELL_TARGETS : HANGING_TARGETS;

/** A component without the plugin's annotation. */
export const UNWATCHED = 'unwatched';

/** A name that was not used before: nobody has read this target yet. */
export class FreshTargets {
  private readonly used = new Map<string, number>();

  next(hanging: Hanging | 'none' = 'none'): string {
    const n = this.used.get(hanging) ?? 0;
    if (n === targetsOf(hanging)) throw new Error('All targets are used up');
    this.used.set(hanging, n + 1);
    return targetName(hanging, n);
  }
}

const targetName = (hanging: Hanging | 'none', n: number) =>
  hanging === 'none' ? `well-${n}` : `hanging-${hanging}-${n}`;

/** All read the same upstreams, so that each can be read by a first viewer. */
function targets(upstreams: Upstreams): Record<string, object> {
  const all: Record<string, object> = {};
  for (const hanging of ['none', ...HANGING] as const) {
    const at = (upstream: Hanging) =>
      `${upstreams.url}/${hanging === upstream ? 'hangs' : 'answers'}`;
    const target = {
      statusPage: { url: `${at('status-page')}/status` },
      health: { url: `${at('integration-health')}/health` },
      prometheus: [{ url: `${at('prometheus')}/prometheus` }],
      ideogram: { baseUrl: `${upstreams.url}/answers/ideogram` },
      kubernetes: { cluster: hanging === 'cluster' ? 'hanging' : 'answering' },
    };
    for (let n = 0; n < targetsOf(hanging); n += 1) {
      all[targetName(hanging, n)] = target;
    }
  }
  return all;
}

/** The files that a portal and `kubectl` read this world by. */
export interface WorldFiles extends PortalFiles {
  kubeconfig: string;
}

export async function writeWorld(
  folder: string,
  upstreams: Upstreams,
): Promise<WorldFiles> {
  const ca = await writePrivate(folder, 'ca.pem', upstreams.clusterCa);
  const cluster = (name: string, way: string) => ({
    name,
    url: `${upstreams.clusterUrl}/${way}`,
    caFile: ca,
    serviceAccountToken: CLUSTER_TOKEN,
  });
  const portal = await writePortalFiles(folder, {
    ideogramIncident: {
      targets: targets(upstreams),
      clusters: [cluster('answering', 'answers'), cluster('hanging', 'hangs')],
    },
    unwatched: [UNWATCHED],
  });
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'bench',
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
    clusters: [
      {
        name: 'bench',
        cluster: {
          server: `${upstreams.clusterUrl}/answers`,
          'certificate-authority': ca,
        },
      },
    ],
    users: [{ name: 'bench', user: { token: CLUSTER_TOKEN } }],
  };
  return {
    ...portal,
    kubeconfig: await writePrivate(
      folder,
      'kubeconfig',
      JSON.stringify(kubeconfig),
    ),
  };
}
