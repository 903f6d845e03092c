import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useContract } from 'sandbox/contract';
import { closeUpstreams } from '../triage/probes/__testUtils__/upstream';
import {
  actionPath,
  carryOut,
  ended,
  inBase64,
  NEW_KEY,
  OLD_KEY,
  RemediationWorld,
} from './__testUtils__/remediationWorld';

jest.setTimeout(120_000);

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const contract = useContract();
const world = new RemediationWorld(contract);

beforeAll(() => world.start(), 120_000);

afterAll(async () => {
  await closeUpstreams();
});

afterEach(() => world.stop());

describe.each(databases.eachSupportedId())('on one %s', id => {
  it('two replicas make one change of what fifty ask for at the same time', async () => {
    const knex = await databases.init(id);
    const a = await world.portal({ knex });
    const b = await world.portal({ knex });
    const before = await world.deployment();
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? a : b).post(
          actionPath('restart'),
          {},
          { key: crypto.randomUUID() },
        ),
      ),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter(status => status === 202)).toHaveLength(1);
    expect(statuses.filter(status => status === 409)).toHaveLength(49);
    const accepted = responses.find(({ status }) => status === 202)!;
    const { id: operation } = (await accepted.json()) as Operation;
    // Either of them can tell.
    expect((await ended(a, operation)).status).toBe('succeeded');
    expect((await ended(b, operation)).status).toBe('succeeded');
    const after = await world.deployment();
    expect(after.metadata.generation).toBe(before.metadata.generation + 1);
  });

  it('the same command fifty times is one operation', async () => {
    const knex = await databases.init(id);
    const a = await world.portal({ knex });
    const b = await world.portal({ knex });
    const before = await world.deployment();
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? a : b).post(actionPath('restart'), {}, { key: 'once' }),
      ),
    );
    const ids = await Promise.all(
      responses.map(async response => {
        const { id: operation } = (await response.json()) as Operation;
        return `${response.status} ${operation}`;
      }),
    );
    expect(new Set(ids).size).toBe(1);
    await ended(a, ids[0].split(' ')[1]);
    const after = await world.deployment();
    expect(after.metadata.generation).toBe(before.metadata.generation + 1);
  });
});

it('leaves no trace of a key that was rotated but in the secret', async () => {
  const knex = await databases.init('SQLITE_3');
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const portal = await world.portal({
    knex,
    features: [
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
    ],
  });
  const answers: unknown[] = [];
  // By then it is known to the replica, as in a tab that is open.
  await portal.of('checkout', 'triage');
  const rotate = {
    parameters: { apiKey: NEW_KEY },
    reason: `It is ${NEW_KEY}, and no longer ${OLD_KEY}`,
  };
  const dryRun = await portal.post(actionPath('rotate-credential'), {
    ...rotate,
    dryRun: true,
  });
  answers.push(await dryRun.text());
  answers.push(await carryOut(portal, 'rotate-credential', rotate, 'key-1'));
  world.acceptedKeys = [];
  answers.push(await carryOut(portal, 'verify-credential', {}, 'key-2'));
  for (const body of [
    { parameters: { apiKey: `${NEW_KEY}\n` } },
    { parameters: { apiKey: [NEW_KEY] } },
    { parameters: NEW_KEY },
  ]) {
    const refused = await portal.post(actionPath('rotate-credential'), body, {
      key: 'key-3',
    });
    answers.push(await refused.text());
  }
  for (const rest of ['actions', 'operations', 'triage']) {
    answers.push(await (await portal.of('checkout', rest)).text());
  }
  const tables = ['operations', 'severity_history'];
  const rows = await Promise.all(tables.map(table => knex(table).select()));
  const audit = portal.auditor.createEvent.mock.calls.map(
    ([{ eventId, meta }]) => ({ eventId, meta }),
  );
  const logs = [logger.info, logger.warn, logger.error, logger.debug].map(
    ({ mock }) => mock.calls,
  );

  // The secret does hold it, so that it would be found.
  const found = (place: unknown) => {
    const text = JSON.stringify(place);
    return [OLD_KEY, NEW_KEY].flatMap(key =>
      [
        key,
        inBase64(key).replace(/=+$/, ''),
        Buffer.from(key).toString('hex'),
        inBase64(inBase64(key)).replace(/=+$/, ''),
      ].filter(form => text.includes(form)),
    );
  };
  expect(found(await world.secret())).not.toEqual([]);
  expect({
    answers: found(answers),
    rows: found(rows),
    audit: found([audit, portal.trail]),
    logs: found(logs),
  }).toEqual({ answers: [], rows: [], audit: [], logs: [] });
});
