import type { ServerResponse } from 'node:http';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  entityTargetsSchema,
  metricsSchema,
  PROBE_NAMES,
  triageSchema,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentProbesExtensionPoint } from 'backstage-plugin-ideogram-incident-node';
import { startPortal } from './__testUtils__/portal';
import { startWorld, type World } from './__testUtils__/world';
import {
  answering,
  closeUpstreams,
} from './triage/probes/__testUtils__/upstream';
import { TOKEN } from './upstream/kubernetes/__testUtils__/apiServer';

const announceNothing = answering({
  status: { indicator: 'none' },
  components: [{ id: '1', name: 'API', status: 'operational' }],
  incidents: [],
  scheduled_maintenances: [],
});

const SSE = { accept: 'text/event-stream' };

let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
let world: World;

async function start(
  answers: Parameters<typeof startWorld>[0] = {},
  options: Partial<Parameters<typeof startPortal>[0]> = {},
) {
  world = await startWorld(answers);
  const { ideogramIncident } = world;
  portal = await startPortal({ ideogramIncident, ...options });
  return portal;
}

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
  await world.apiServer.close();
  await closeUpstreams();
});

/** The events of a stream, each when it arrives. */
async function* eventsOf(response: Response) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body!) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split(
      '\n\n',
    );
    rest = blocks.pop()!;
    for (const block of blocks) {
      const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(block) ?? [];
      if (event) yield { event, data: JSON.parse(data) };
    }
  }
}

describe('triage', () => {
  it('takes all built-in readings and judges them', async () => {
    const { of, trail } = await start();
    const response = await of('checkout', 'triage');
    expect(response.status).toBe(200);
    const triage = triageSchema.parse(await response.json());

    expect(triage.readings.map(({ probe, status }) => [probe, status])).toEqual(
      PROBE_NAMES.map(name => [name, 'ok']),
    );
    expect(triage).toMatchObject({
      entityRef: 'component:default/checkout',
      target: 'production',
      errorClass: 'none',
      severity: { level: 'none' },
      decision: { outcome: 'monitor' },
    });
    expect(trail).toEqual([['triage-read', 'success']]);
  });

  it('streams the readings, then the triage', async () => {
    const { of, trail } = await start();
    const response = await of('checkout', 'triage?target=production', SSE);
    const events: { event: string; data: any }[] = [];
    for await (const event of eventsOf(response)) events.push(event);

    expect(events.map(({ event }) => event)).toEqual([
      ...PROBE_NAMES.map(() => 'reading'),
      'triage',
    ]);
    const readings = events.slice(0, -1).map(({ data }) => data);
    const triage = triageSchema.parse(events.at(-1)!.data);
    expect(triage.readings).toHaveLength(PROBE_NAMES.length);
    expect(triage.readings).toEqual(expect.arrayContaining(readings));
    expect(trail).toEqual([['triage-read', 'success']]);
  });

  it('brings the other readings while one upstream hangs', async () => {
    const hanging: ServerResponse[] = [];
    const { of } = await start({
      statusPage: (_, response) => {
        hanging.push(response);
      },
    });
    const response = await of('checkout', 'triage', SSE);
    const others = new Set<string>(PROBE_NAMES);
    others.delete('status-page');
    const arrived: string[] = [];
    for await (const { event, data } of eventsOf(response)) {
      arrived.push(event === 'reading' ? data.probe : event);
      others.delete(data.probe);
      // The status page answers only after everything else has arrived.
      if (others.size === 0) {
        hanging.splice(0).forEach(late => announceNothing({} as never, late));
      }
    }
    expect(arrived.slice(-2)).toEqual(['status-page', 'triage']);
    expect(arrived).toHaveLength(PROBE_NAMES.length + 1);
  });

  it('goes on for the others where one viewer leaves', async () => {
    const hanging: ServerResponse[] = [];
    let isAsked: () => void = () => {};
    const asked = new Promise<void>(resolve => {
      isAsked = resolve;
    });
    const { of } = await start({
      health: (_, response) => {
        hanging.push(response);
        isAsked();
      },
    });
    const leaving = await of('checkout', 'triage', SSE);
    await asked;
    await leaving.body!.cancel();
    const staying = of('checkout', 'triage');
    answering({ status: 'healthy' })({} as never, hanging[0]);
    const triage = await (await staying).json();
    expect(triage.readings).toContainEqual(
      expect.objectContaining({ probe: 'integration-health', status: 'ok' }),
    );
    expect(hanging).toHaveLength(1);
  });

  it('asks each upstream once for 500 viewers who arrive together', async () => {
    const { of } = await start();
    const viewers = Array.from({ length: 500 }, async (_, index) => {
      const response = await of('checkout', 'triage', index % 2 ? SSE : {});
      await response.text();
      return response.status;
    });
    expect(new Set(await Promise.all(viewers))).toEqual(new Set([200]));
    const { asked } = world;
    expect(asked()['status-page']).toBeLessThanOrEqual(2);
    expect(asked()['integration-health']).toBeLessThanOrEqual(2);
    expect(asked()['ideogram-api']).toBeLessThanOrEqual(2);
    // Three queries for error-rate, one for latency.
    expect(asked().prometheus).toBeLessThanOrEqual(2 * 4);
  });

  it('never tells a token', async () => {
    const { of } = await start();
    const text = await (await of('checkout', 'triage')).text();
    expect(text).not.toContain(TOKEN);
  });
});

describe('health', () => {
  it.each([
    ['healthy', 200, 'HEALTHY'],
    ['degraded', 200, 'DEGRADED'],
    ['down', 503, 'UNHEALTHY'],
    ['<!doctype html>', 503, 'UNKNOWN'],
  ])('of "%s" is %s %s', async (status, httpStatus, word) => {
    const { of, trail } = await start({ health: answering({ status }) });
    const response = await of('checkout', 'health');
    expect(response.status).toBe(httpStatus);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe(word);
    expect(world.asked()).toEqual({ 'integration-health': 1, prometheus: 0 });
    expect(trail).toEqual([['health-read', 'success']]);
  });

  it('is unknown where nobody said where to ask', async () => {
    const { of } = await start(
      {},
      { ideogramIncident: { targets: { production: {} } } },
    );
    const response = await of('checkout', 'health');
    expect([response.status, await response.text()]).toEqual([503, 'UNKNOWN']);
  });
});

it('tells the targets of an entity, and which are not defined', async () => {
  const { of } = await start();
  const response = await of('both', 'targets');
  expect(entityTargetsSchema.strict().parse(await response.json())).toEqual({
    targets: [
      {
        name: 'production',
        title: 'Production',
        links: [
          { title: 'Grafana', url: 'https://grafana.example.com/d/ideogram' },
        ],
      },
    ],
    undefinedTargets: ['staging'],
  });
});

it('answers the series for the charts', async () => {
  const { of } = await start();
  const response = await of('checkout', 'metrics?since=PT1H');
  expect(response.status).toBe(200);
  const metrics = metricsSchema.parse(await response.json());
  expect(metrics.target).toBe('production');
  expect(Date.parse(metrics.to) - Date.parse(metrics.from)).toBeGreaterThan(0);
});

it('tells the contract to anybody', async () => {
  const { get } = await start();
  const response = await get('/openapi.json', {
    authorization: mockCredentials.none.header(),
  });
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
});

describe('bad input', () => {
  it.each([
    ['absent', 'triage', 404, 'component:default/absent'],
    ['plain', 'triage', 404, 'ideogram-incident/targets'],
    ['lost', 'triage', 404, '"prod" of the entity'],
    ['lost', 'health?target=prod', 404, 'is not defined'],
    ['checkout', 'triage?target=staging', 404, 'does not name the target'],
    ['checkout', 'metrics?target=toString', 404, '"toString"'],
    ['both', 'triage', 400, 'production, staging'],
    ['checkout', 'triage?target[$gt]=', 400, 'target: '],
    ['checkout', 'metrics?since=yesterday', 400, 'since: '],
    ['a%2F..%2Fb', 'triage', 400, 'name: '],
  ])('of %s/%s is a %s that says "%s"', async (name, rest, status, said) => {
    const { of, trail } = await start();
    const response = await of(name, rest, SSE);
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.message).toContain(said);
    expect(trail).toEqual([[expect.any(String), error.name]]);
    expect(world.asked()).toEqual({ prometheus: 0 });
  });
});

describe('who may read', () => {
  it('is nobody without credentials', async () => {
    const { of } = await start();
    const response = await of('checkout', 'triage', {
      authorization: mockCredentials.none.header(),
    });
    expect(response.status).toBe(401);
  });

  it('is nobody whom the policy denies, and that is on record', async () => {
    const { of, trail } = await start({}, { result: AuthorizeResult.DENY });
    for (const rest of ['targets', 'triage', 'health', 'metrics']) {
      const response = await of('checkout', rest);
      expect(response.status).toBe(403);
      const { error } = await response.json();
      expect(error.message).toContain('ideogram-incident.read');
    }
    expect(trail).toEqual([
      ['targets-read', 'NotAllowedError'],
      ['triage-read', 'NotAllowedError'],
      ['health-read', 'NotAllowedError'],
      ['metrics-read', 'NotAllowedError'],
    ]);
    expect(world.asked()).toEqual({ prometheus: 0 });
  });
});

describe('probes of modules', () => {
  const moduleWith = (name: string) =>
    createBackendModule({
      pluginId: 'ideogram-incident',
      moduleId: 'more-probes',
      register(reg) {
        reg.registerInit({
          deps: { probes: ideogramIncidentProbesExtensionPoint },
          async init({ probes }) {
            probes.addProbe({
              name,
              appliesTo: () => true,
              take: async () => ({ status: 'ok', summary: 'Empty' }),
            });
          },
        });
      },
    });

  it('are read after the built-in ones', async () => {
    const { of } = await start({}, { features: [moduleWith('queue')] });
    const { readings } = await (await of('checkout', 'triage')).json();
    expect(readings).toHaveLength(PROBE_NAMES.length + 1);
    expect(readings.at(-1)).toMatchObject({ probe: 'queue', summary: 'Empty' });
  });

  it('must not take the name of another one', async () => {
    await expect(
      start({}, { features: [moduleWith('latency')] }),
    ).rejects.toThrow('There is already a probe named latency');
  });
});
