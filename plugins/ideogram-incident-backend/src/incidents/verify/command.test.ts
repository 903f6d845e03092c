import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import createKnex from 'knex';
import { draftOf, noteOf, OPENED } from '../__testUtils__/drafts';
import { IncidentStore } from '../store';

const run = promisify(execFile);
const MINUTE_MS = 60_000;

let folder: string;
let config: string;

const database = () =>
  createKnex({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'ideogram-incident.sqlite') },
    useNullAsDefault: true,
  });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'incidents-'));
  config = path.join(folder, 'config.yaml');
  await writeFile(
    config,
    `backend:\n  database:\n    client: better-sqlite3\n    connection: { directory: ${folder} }\n`,
  );
  const knex = database();
  const store = await IncidentStore.create({ getClient: async () => knex });
  await store.open(draftOf(), OPENED);
  const incident = await store.find('INC-1');
  await store.change(incident!.id, () => ({ entries: [noteOf('A note')] }));
  await knex.destroy();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** As `scripts/incident.mjs` runs it. */
async function verify(...args: string[]) {
  const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');
  const command = path.join(__dirname, 'command.ts');
  return run(process.execPath, ['--require', transform, command, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

it(
  'ends with 0 where all is whole, and with 1 where something is not',
  async () => {
    expect(await verify('verify', 'INC-1', '--config', config)).toMatchObject({
      code: 0,
      stdout: 'INC-1: all 2 entries are as they were written\n',
    });
    const knex = database();
    await knex('timeline_entries').where({ sequence: 2 }).delete();
    await knex.destroy();
    expect(await verify('verify', '--all', '--config', config)).toMatchObject({
      code: 1,
      stdout: 'INC-1: cut off: entry 2 is missing at the end\n',
    });
  },
  MINUTE_MS,
);

it(
  'says what is wrong with how it is called',
  async () => {
    expect(await verify('verify', 'INC-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('yarn incident verify'),
    });
    await writeFile(
      config,
      "backend:\n  database:\n    client: better-sqlite3\n    connection: ':memory:'\n",
    );
    expect(await verify('verify', '--all', '--config', config)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('in the memory of the portal'),
    });
  },
  MINUTE_MS,
);
