import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../packages/sandbox/src/net/localServer';

const PEOPLE = 25;

/** They sign in to the portal; the first one owns all components. */
export const people = Array.from({ length: PEOPLE }, (_, n) => `viewer-${n}`);

/** What a portal is started by. */
export interface PortalFiles {
  folder: string;
  /** Where it will be. */
  url: string;
  config: string;
  /** How many entities its catalog has. */
  entities: number;
}

/** Writes a file that is for its owner alone. */
export async function writePrivate(
  folder: string,
  name: string,
  content: string,
): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content, { mode: 0o600 });
  return file;
}

const entity = (kind: string, name: string, spec: object, target?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    ...(target && { annotations: { 'ideogram-incident/targets': target } }),
  },
  spec,
});

/** A component by the name of each target, and these without one. */
function entitiesOf(targets: string[], unwatched: string[]): object[] {
  const service = {
    type: 'service',
    lifecycle: 'production',
    owner: `user:default/${people[0]}`,
  };
  return [
    ...targets.map(name => entity('Component', name, service, name)),
    ...unwatched.map(name => entity('Component', name, service)),
    ...people.map(name => entity('User', name, { memberOf: [] })),
  ];
}

/** A portal with permissions, whose components have the names of the targets. */
export async function writePortalFiles(
  folder: string,
  {
    ideogramIncident,
    unwatched = [],
  }: {
    ideogramIncident: { targets: Record<string, object>; clusters: object[] };
    /** Components without the plugin's annotation. */
    unwatched?: string[];
  },
): Promise<PortalFiles> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const entities = entitiesOf(
    Object.keys(ideogramIncident.targets),
    unwatched,
  ).map(each => JSON.stringify(each));
  const entitiesFile = await writePrivate(
    folder,
    'entities.yaml',
    // JSON is YAML, and several documents stand below each other.
    entities.join('\n---\n'),
  );
  const config = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
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
      locations: [{ type: 'file', target: entitiesFile }],
    },
    ideogramIncident,
  };
  return {
    folder,
    url,
    config: await writePrivate(
      folder,
      'app-config.yaml',
      JSON.stringify(config),
    ),
    entities: entities.length,
  };
}
