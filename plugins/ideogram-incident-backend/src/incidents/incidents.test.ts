import {
  incidentSchema,
  timelineEntrySchema,
  type Incident,
  type TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { startPortal } from '../__testUtils__/portal';
import { startWorld, type World } from '../__testUtils__/world';
import {
  answering,
  closeUpstreams,
} from '../triage/probes/__testUtils__/upstream';

// A whole portal is started for each test.
jest.setTimeout(30_000);

const CHECKOUT = 'component:default/checkout';
const JANE = 'user:default/jane';
const JOE = 'user:default/joe';

let portal: Awaited<ReturnType<typeof startPortal>>;
let world: World;
let keys = 0;

const key = () => {
  keys += 1;
  return `key-${keys}`;
};

async function start(more: object = {}) {
  world = await startWorld({
    health: answering({ services: { ideogram: { status: 'unhealthy' } } }),
  });
  const ideogramIncident = { ...world.ideogramIncident, ...more };
  portal = await startPortal({ ideogramIncident });
}

beforeEach(async () => {
  await start();
});

async function stop() {
  await portal.stop();
  await world.apiServer.close();
  await closeUpstreams();
}

afterEach(stop);

const open = (body: object = {}, options: { as?: string; key?: string } = {}) =>
  portal.post(
    '/incidents',
    { entityRef: CHECKOUT, ...body },
    { key: key(), ...options },
  );

async function opened(body: object = {}): Promise<Incident> {
  const response = await open(body);
  expect(response.status).toBe(201);
  return incidentSchema.parse(await response.json());
}

const change = (incident: Incident, body: object, as?: string) =>
  portal.send(
    'patch',
    `/incidents/${incident.number}`,
    { version: incident.version, ...body },
    { as },
  );

async function changed(incident: Incident, body: object, as?: string) {
  const response = await change(incident, body, as);
  const answer = await response.json();
  expect([response.status, answer.error?.message]).toEqual([200, undefined]);
  return incidentSchema.parse(answer);
}

async function timelineOf({ id }: Incident): Promise<TimelineEntry[]> {
  const { entries } = await (
    await portal.get(`/incidents/${id}/timeline`)
  ).json();
  return entries.map((entry: unknown) => timelineEntrySchema.parse(entry));
}

const typesOf = async (incident: Incident) =>
  (await timelineOf(incident)).map(({ type }) => type);

const errorOf = async (response: Response) => {
  const { error, ...beside } = await response.json();
  return { status: response.status, message: error.message, ...beside };
};

describe('opening', () => {
  it('says what the triage says where the person says nothing', async () => {
    const incident = await opened();
    expect(incident).toMatchObject({
      number: 'INC-1',
      target: 'production',
      entityRefs: [CHECKOUT, 'component:default/both'],
      status: 'investigating',
      openedBy: JANE,
      drill: false,
      version: 1,
    });
    expect(incident.title).toMatch(/^Production: [A-Z]/);
    const [first, triage] = await timelineOf(incident);
    expect(first).toMatchObject({
      sequence: 1,
      type: 'opened',
      actor: JANE,
      data: { by: 'person', severity: incident.severity },
    });
    expect(triage).toMatchObject({ type: 'triage', actor: 'rule' });
    const response = await portal.of('checkout', 'triage');
    const { severity } = await response.json();
    expect(triage.data).toMatchObject({ level: severity.level });
  });

  it('takes what the person says', async () => {
    const startedAt = '2026-11-30T09:00:00.000Z';
    const said = {
      title: 'No images',
      severity: 'P4',
      summary: 'Since the deploy',
    };
    expect(
      await opened({ ...said, startedAt: '2026-11-30T09:00:00Z' }),
    ).toMatchObject({ ...said, startedAt });
  });

  it('wants a key, and answers the same with it', async () => {
    expect((await open({}, { key: undefined })).status).toBe(400);
    const first = await open({ title: 'One' }, { key: 'once' });
    const again = await open({ title: 'One' }, { key: 'once' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect((await open({ title: 'Two' }, { key: 'once' })).status).toBe(422);
  });

  it('answers the one that is open, unless another is wanted', async () => {
    const first = await opened();
    const refused = await errorOf(await open());
    expect(refused).toMatchObject({ status: 409, incident: first });
    expect(refused.message).toContain('INC-1');
    expect((await opened({ separate: true })).number).toBe('INC-2');
    expect((await opened({ drill: true })).number).toBe('INC-3');
  });

  it.each([
    [{ entityRef: 'component:default/../x' }, 400, 'name'],
    [{ entityRef: 'nothing' }, 400, 'entityRef'],
    [{ entityRef: 'component:default/absent' }, 404, 'absent'],
    [{ entityRef: 'component:default/plain' }, 404, 'names no target'],
    [{ target: 'staging' }, 404, 'staging'],
    [{ title: 'a\u0000b' }, 400, 'title'],
    [{ startedAt: '2126-01-01T00:00:00Z' }, 400, 'startedAt'],
    [{ severity: 'P5' }, 400, 'severity'],
  ])('refuses %j', async (body, status, words) => {
    const refused = await errorOf(await open(body));
    expect(refused.status).toBe(status);
    expect(refused.message).toContain(words);
  });

  it('keeps no secret that somebody pasted', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const incident = await opened({ title: token, summary: token });
    expect(JSON.stringify(incident)).not.toContain(token);
  });
});

describe('a change', () => {
  it('writes an entry for each field, and acknowledges', async () => {
    const incident = await opened({ title: 'One', severity: 'P2' });
    const after = await changed(
      incident,
      {
        title: 'Two',
        severity: 'P1',
        status: 'identified',
        roles: { commander: JOE, responders: ['user:default/JOE'] },
        reason: 'Users call',
      },
      JOE,
    );
    expect(after).toMatchObject({
      title: 'Two',
      severity: 'P1',
      status: 'identified',
      roles: { commander: JOE, responders: [JOE] },
      acknowledgedAt: expect.any(String),
      version: 2,
    });
    const entries = await timelineOf(after);
    expect(entries.slice(2)).toMatchObject([
      {
        type: 'severity-changed',
        actor: JOE,
        data: { from: 'P2', to: 'P1', reason: 'Users call' },
      },
      { type: 'status-changed', data: { to: 'identified' } },
      { type: 'details-changed', data: { field: 'title', to: 'Two' } },
      { type: 'role-changed', data: { role: 'commander', to: JOE } },
      { type: 'role-changed', data: { role: 'responder', to: JOE } },
      { type: 'acknowledged', actor: JOE },
    ]);
  });

  it('of what was changed meanwhile answers what there is now', async () => {
    const incident = await opened();
    const outcomes = await Promise.all([
      change(incident, { title: 'By Jane' }, JANE),
      change(incident, { title: 'By Joe' }, JOE),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = await outcomes.find(({ status }) => status === 200)!.json();
    const lost = await errorOf(outcomes.find(({ status }) => status === 409)!);
    expect(lost.incident).toEqual(won);
  });

  it('is not in the way of a note, and no note in its', async () => {
    const incident = await opened();
    const note = await portal.post(
      '/incidents/INC-1/timeline',
      { text: 'It began at nine', occurredAt: '2026-11-30T09:00:00Z' },
      { key: 'note' },
    );
    expect(note.status).toBe(201);
    expect(await note.json()).toMatchObject({
      type: 'note',
      text: 'It began at nine',
      occurredAt: '2026-11-30T09:00:00.000Z',
    });
    const after = await changed(incident, { title: 'Two' });
    expect(after.acknowledgedAt).toEqual(expect.any(String));
    expect(await typesOf(after)).toEqual([
      'opened',
      'triage',
      'note',
      'acknowledged',
      'details-changed',
    ]);
  });

  it('that changes nothing leaves nothing behind', async () => {
    const incident = await opened({ title: 'One' });
    expect(await changed(incident, { title: 'One' })).toEqual(incident);
    expect(await typesOf(incident)).toEqual(['opened', 'triage']);
  });

  it('wants a reason for a fall, and for an end while the triage says otherwise', async () => {
    const incident = await opened({ severity: 'P1' });
    for (const body of [{ severity: 'P3' }, { status: 'resolved' }]) {
      const refused = await errorOf(await change(incident, body));
      expect(refused.status).toBe(400);
      expect(refused.message).toContain('reason');
    }
    const fallen = await changed(incident, {
      severity: 'P3',
      reason: 'Only staging uses it',
    });
    const ended = await changed(fallen, {
      status: 'resolved',
      reason: 'The check itself is broken',
    });
    expect(ended.resolvedAt).toEqual(expect.any(String));
    const again = await changed(ended, { status: 'investigating' });
    expect(again.resolvedAt).toBeUndefined();
  });

  it('gives roles to users of the catalog only', async () => {
    const incident = await opened();
    const refused = await errorOf(
      await change(incident, { roles: { commander: 'user:default/gone' } }),
    );
    expect(refused).toMatchObject({
      status: 400,
      message: expect.stringContaining('user:default/gone'),
    });
    const taken = await changed(incident, { roles: { commander: JANE } });
    const given = await changed(taken, { roles: { commander: null } });
    expect(given.roles).toEqual({ responders: [] });
  });
});

it('is acknowledged once', async () => {
  const incident = await opened();
  const acknowledge = async (as: string) =>
    (
      await portal.post(`/incidents/${incident.id}/acknowledge`, {}, { as })
    ).json();
  const first = await acknowledge(JOE);
  expect(first.acknowledgedAt).toEqual(expect.any(String));
  expect(await acknowledge(JANE)).toEqual(first);
  const entries = await timelineOf(incident);
  expect(entries.slice(2)).toMatchObject([
    { type: 'acknowledged', actor: JOE, data: { how: 'acknowledge' } },
  ]);
});

it('corrects by an entry that names the one it corrects', async () => {
  const incident = await opened();
  const add = (body: object, noteKey: string) =>
    portal.post(`/incidents/${incident.id}/timeline`, body, { key: noteKey });
  const note = await (await add({ text: 'At nine' }, 'a')).json();
  const correction = await add({ text: 'At ten', corrects: note.id }, 'b');
  expect(await correction.json()).toMatchObject({
    type: 'correction',
    corrects: note.id,
  });
  const repeated = await add({ text: 'At ten', corrects: note.id }, 'b');
  expect([repeated.status, (await repeated.json()).type]).toEqual([
    201,
    'correction',
  ]);
  expect((await add({ text: 'At two' }, 'b')).status).toBe(422);
  const unknown = '0b5f4a52-6a3c-4f0f-9d5c-2f3d5c1f9a11';
  expect((await add({ text: 'x', corrects: unknown }, 'c')).status).toBe(400);
  const future = { text: 'x', occurredAt: '2126-01-01T00:00:00Z' };
  expect((await add(future, 'd')).status).toBe(400);
  expect(await typesOf(incident)).toHaveLength(5);
});

describe('merging', () => {
  const merge = (from: Incident, into: string) =>
    portal.post(`/incidents/${from.number}/merge`, { into });

  it('ends one in favour of the other, which is answered', async () => {
    const first = await opened({ severity: 'P3' });
    const second = await opened({ severity: 'P1', separate: true });
    const response = await merge(second, 'INC-1');
    const remaining = await response.json();
    expect(remaining).toMatchObject({ number: 'INC-1', severity: 'P1' });
    expect((await merge(second, first.id)).status).toBe(200);
    const ended = await (await portal.get('/incidents/INC-2')).json();
    expect(ended).toMatchObject({ status: 'resolved', mergedInto: 'INC-1' });
    expect((await timelineOf(first)).slice(2)).toMatchObject([
      { type: 'merged', data: { direction: 'from', number: 'INC-2' } },
      { type: 'severity-changed', actor: 'rule' },
      { type: 'acknowledged' },
    ]);
    const refused = await change(ended, { title: 'x' });
    expect(refused.status).toBe(409);
    const note = await portal.post(
      '/incidents/INC-2/timeline',
      { text: 'x' },
      { key: 'x' },
    );
    expect(note.status).toBe(409);
  });

  it('says in words what can not be merged', async () => {
    const first = await opened();
    const second = await opened({ separate: true });
    const drill = await opened({ drill: true });
    expect(await errorOf(await merge(first, first.id))).toMatchObject({
      status: 409,
      message: "INC-1 can't be merged into itself",
    });
    expect((await merge(first, drill.number)).status).toBe(409);
    expect((await merge(first, 'INC-99')).status).toBe(404);
    await merge(second, first.number);
    expect(await errorOf(await merge(first, second.number))).toMatchObject({
      status: 409,
      message: expect.stringContaining('INC-2 was merged into INC-1'),
    });
  });
});

describe('the list', () => {
  const list = async (query = '') => {
    const response = await portal.get(`/incidents${query}`);
    expect(response.status).toBe(200);
    const { incidents, nextCursor } = await response.json();
    return {
      numbers: incidents.map(({ number }: Incident) => number),
      nextCursor,
    };
  };

  it('has what is asked for, newest first', async () => {
    await opened({ title: 'Slow at 100%', severity: 'P3' });
    await opened({ separate: true, title: 'No images', summary: 'Since ten' });
    const drill = await opened({ drill: true, severity: 'P4' });
    await changed(drill, { status: 'resolved', reason: 'Done' });

    expect((await list()).numbers).toEqual(['INC-3', 'INC-2', 'INC-1']);
    for (const [query, numbers] of [
      ['status=open', ['INC-2', 'INC-1']],
      ['status=resolved', ['INC-3']],
      ['severity=P3', ['INC-1']],
      ['drill=true', ['INC-3']],
      ['drill=false&status=open', ['INC-2', 'INC-1']],
      ['q=100%25', ['INC-1']],
      ['q=since%20IMAGES', ['INC-2']],
      ['q=inc-2', ['INC-2']],
      ['q=%00', ['INC-3', 'INC-2', 'INC-1']],
      ['target=production', ['INC-3', 'INC-2', 'INC-1']],
      ['target=%00', []],
      ['entityRef=component:default/both', ['INC-3', 'INC-2', 'INC-1']],
      ['entityRef=component:default/plain', []],
      ['to=2020-01-01T00:00:00Z', []],
    ] as [string, string[]][]) {
      expect([query, (await list(`?${query}`)).numbers]).toEqual([
        query,
        numbers,
      ]);
    }
    const first = await list('?limit=2');
    expect(first.numbers).toEqual(['INC-3', 'INC-2']);
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect(second).toEqual({ numbers: ['INC-1'], nextCursor: undefined });
    expect((await portal.get('/incidents?cursor=x')).status).toBe(400);
  });
});

it('pages its timeline both ways', async () => {
  const incident = await opened();
  for (let one = 0; one < 3; one += 1) {
    await portal.post(
      '/incidents/INC-1/timeline',
      { text: `${one}` },
      { key: key() },
    );
  }
  const read = async (query: string) =>
    (await portal.get(`/incidents/${incident.id}/timeline${query}`)).json();
  const up = await read('');
  const sequences = ({ entries }: { entries: TimelineEntry[] }) =>
    entries.map(({ sequence }) => sequence);
  expect(sequences(up)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(sequences(await read('?order=desc'))).toEqual([6, 5, 4, 3, 2, 1]);
  expect(sequences(await read('?order=desc&cursor=3'))).toEqual([2, 1]);
  expect(sequences(await read('?cursor=4'))).toEqual([5, 6]);
  expect(up.head).toEqual({ sequence: 6, hash: up.entries[5].hash });
  expect((await portal.get('/incidents/INC-1/timeline?cursor=-1')).status).toBe(
    400,
  );
});

it('counts what there was, drills apart', async () => {
  const incident = await opened({ severity: 'P2' });
  await opened({ drill: true });
  await portal.post(`/incidents/${incident.id}/acknowledge`, {});
  const read = async (query = '') =>
    (await portal.get(`/statistics${query}`)).json();
  expect(await read()).toMatchObject({
    all: { count: 1, open: 1, timeToAcknowledge: expect.any(Number) },
    bySeverity: { P2: { count: 1, timeToResolve: null } },
    drills: 1,
  });
  expect(await read('?to=2020-01-01T00:00:00Z')).toMatchObject({
    all: { count: 0, timeToAcknowledge: null },
    drills: 0,
  });
  const none = '?entityRef=component:default/plain';
  expect(await read(none)).toMatchObject({ all: { count: 0 } });
  const backwards = '?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z';
  expect((await portal.get(`/statistics${backwards}`)).status).toBe(400);
});

it('puts each entry on record with the head of the timeline', async () => {
  const incident = await opened();
  await portal.post('/incidents/INC-1/timeline', { text: 'x' }, { key: 'x' });
  const entries = await timelineOf(incident);
  expect(portal.metaOf('timeline-append')).toEqual(
    entries.map(({ sequence, hash, type, actor }) => ({
      incident: 'INC-1',
      sequence,
      hash,
      type,
      actor,
    })),
  );
  expect(portal.metaOf('note-add')).toEqual([
    { incident: 'INC-1', target: 'production' },
  ]);
});

it('runs an action from an incident that there is', async () => {
  const refused = await portal.post(
    '/entities/component/default/checkout/actions/restart',
    { incidentId: 'INC-7' },
    { key: 'run' },
  );
  expect(await errorOf(refused)).toMatchObject({
    status: 404,
    message: 'There is no incident INC-7',
  });
});

it('keeps none where the operator wants none, and says so', async () => {
  await stop();
  await start({ incidents: false });
  const answers = [
    await portal.get('/incidents'),
    await portal.get('/incidents/INC-1'),
    await portal.get('/statistics'),
    await open(),
    await portal.post('/incidents/INC-1/acknowledge', {}),
  ];
  for (const answer of answers) {
    expect(await errorOf(answer)).toMatchObject({
      status: 404,
      message: expect.stringContaining('ideogramIncident.incidents is false'),
    });
  }
  expect((await portal.of('checkout', 'triage')).status).toBe(200);
});
