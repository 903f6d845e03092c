import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { temporaryFolder } from './temporaryFolder';
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
const PEOPLE = 25;

const targetsOf = (hanging: Hanging | 'none') =>
  hanging === 'none' ? WELL_TARGETS : HANGING_TARGETS;

/** A component without the plugin's annotation. */
export const UNWATCHED = 'unwatched';

export const people = Array.from({ length: PEOPLE }, (_, n) => `viewer-${n}`);

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
      kubernetes: { cluster: hanging === 'cluster' ? 'hanging' : 'answering' },
    };
    for (let n = 0; n < targetsOf(hanging); n += 1) {
      all[targetName(hanging, n)] = target;
    }
  }
  return all;
}

function configuration(
  upstreams: Upstreams,
  { port, entities, ca }: { port: number; entities: string; ca: string },
): object {
  const baseUrl = `http://127.0.0.1:${port}`;
  const cluster = (name: string, way: string) => ({
    name,
    url: `${upstreams.clusterUrl}/${way}`,
    caFile: ca,
    serviceAccountToken: CLUSTER_TOKEN,
  });
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      cache: { store: 'memory' },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      environment: 'development',
      providers: { sandbox: { people } },
    },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'User'] }],
      locations: [{ type: 'file', target: entities }],
    },
    ideogramIncident: {
      targets: targets(upstreams),
      clusters: [cluster('answering', 'answers'), cluster('hanging', 'hangs')],
    },
  };
}

const entity = (
  kind: string,
  name: string,
  spec: object,
  targets?: string,
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    ...(targets && { annotations: { 'ideogram-incident/targets': targets } }),
  },
  spec,
});

/** A component by the name of each target, and one that names none. */
function entities(upstreams: Upstreams): object[] {
  const service = {
    type: 'service',
    lifecycle: 'production',
    owner: people[0],
  };
  return [
    ...Object.keys(targets(upstreams)).map(name =>
      entity('Component', name, service, name),
    ),
    entity('Component', UNWATCHED, service),
    ...people.map(name => entity('User', name, { memberOf: [] })),
  ];
}

/** The files that a portal and `kubectl` read this world by. */
export interface WorldFiles {
  folder: string;
  /** How many entities a catalog of this world has. */
  entities: number;
  config: string;
  kubeconfig: string;
  remove(): void;
}

export async function writeWorld(
  upstreams: Upstreams,
  port: number,
): Promise<WorldFiles> {
  const { folder, remove } = temporaryFolder(os.tmpdir(), 'bench-triage-');
  const write = async (name: string, content: string) => {
    const file = path.join(folder, name);
    await writeFile(file, content, { mode: 0o600 });
    return file;
  };
  const ca = await write('ca.pem', upstreams.clusterCa);
  // JSON is YAML, and several documents stand below each other.
  const documents = entities(upstreams).map(each => JSON.stringify(each));
  const entitiesFile = await write('entities.yaml', documents.join('\n---\n'));
  const config = configuration(upstreams, { port, entities: entitiesFile, ca });
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
    folder,
    entities: documents.length,
    config: await write('app-config.yaml', JSON.stringify(config)),
    kubeconfig: await write('kubeconfig', JSON.stringify(kubeconfig)),
    remove,
  };
}
