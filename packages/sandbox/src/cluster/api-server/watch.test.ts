import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resources } from './resources';
import { Store } from './store';
import { streamWatch } from './watch';

const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach(server => server.close()));

async function watch(store: Store, since?: number) {
  const server = createServer((_, response) =>
    streamWatch(store, response, {
      resource: resources.secrets,
      namespace: 'shop',
      matches: () => true,
      since,
      timeoutSeconds: 0,
    }),
  );
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const text = await (await fetch(`http://127.0.0.1:${port}`)).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

function secret(name: string, namespace = 'shop') {
  return { metadata: { name, namespace } };
}

it('starts with what there is, or goes on from a version', async () => {
  const store = new Store();
  store.put(resources.secrets, secret('a'));
  store.put(resources.secrets, secret('b', 'other'));
  store.put(resources.pods, secret('c'));
  const { version } = store;
  store.remove(resources.secrets, store.put(resources.secrets, secret('d')));
  store.put(resources.secrets, secret('a'));

  const summary = (events: any[]) =>
    events.map(({ type, object }) => `${type} ${object.metadata.name}`);
  expect(summary(await watch(store))).toEqual(['ADDED a']);
  expect(summary(await watch(store, version))).toEqual([
    'ADDED d',
    'DELETED d',
    'MODIFIED a',
  ]);
});

it('tells a watcher who comes too late to list again', async () => {
  const store = new Store();
  for (let turn = 0; turn < 3000; turn++) {
    store.put(resources.secrets, secret('busy'));
  }
  expect(await watch(store, 1)).toEqual([
    {
      type: 'ERROR',
      object: expect.objectContaining({ code: 410, reason: 'Expired' }),
    },
  ]);
});
