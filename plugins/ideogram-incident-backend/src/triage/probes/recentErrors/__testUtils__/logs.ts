import type { JsonObject } from '@backstage/types';
import { createClusterClients } from '../../../../upstream/kubernetes';
import {
  json,
  startApiServer,
  text,
  type ApiServer,
  type Handler,
} from '../../../../upstream/kubernetes/__testUtils__/apiServer';
import { podList, podOf, targetIn } from '../../__testUtils__/cluster';
import { deadlineIn } from '../../__testUtils__/upstream';
import { createRecentErrorsProbe } from '../recentErrorsProbe';

export const PODS = '/api/v1/namespaces/default/pods';
export const logOf = (pod: string) => `${PODS}/${pod}/log`;

/** A cluster whose logs the tests of a file read with the probe. */
export function useLogs() {
  const probe = createRecentErrorsProbe(createClusterClients());
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
  });
  beforeEach(() => {
    for (const path of Object.keys(server.answers)) delete server.answers[path];
    server.requests.length = 0;
  });
  afterAll(() => server.close());

  return {
    get server() {
      return server;
    },
    podRequests: () =>
      server.requests.filter(url => url.pathname.startsWith(PODS)),
    take: (kubernetes?: JsonObject, ms = 10_000) =>
      probe.take(targetIn(server.url, kubernetes), deadlineIn(ms)),
    /** The logs of running pods, by name. */
    serve(logs: Record<string, string | Handler>) {
      server.answers[PODS] = json(
        podList(...Object.keys(logs).map(name => podOf(name))),
      );
      for (const [name, log] of Object.entries(logs)) {
        server.answers[logOf(name)] = typeof log === 'string' ? text(log) : log;
      }
    },
  };
}
