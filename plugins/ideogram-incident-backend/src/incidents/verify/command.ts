import path from 'node:path';
import { parseArgs } from 'node:util';
// eslint-disable-next-line @backstage/no-undeclared-imports -- no part of what is published
import { DatabaseManager } from '@backstage/backend-defaults/database';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConfigReader, type Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import type { Knex } from 'knex';
import { INCIDENTS } from '../store/row';
import { verifyAll, verifyIncident, type Verified } from './verifyIncidents';

const HELP = `yarn incident verify <id or number> --config <file> [--config <file>…]
yarn incident verify --all --config <file> [--config <file>…]

Reads the timelines in the database of the configuration, and names the first
entry of each that was changed, left out or cut off.
Ends with 0 where all is as it was written, with 1 where something is not.`;

const silent = () => {};
const logger = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => logger,
};

async function readConfig(files: string[]): Promise<Config> {
  const source = ConfigSources.default({
    argv: files.flatMap(file => [
      '--config',
      path.resolve(process.env.INIT_CWD ?? process.cwd(), file),
    ]),
    watch: false,
  });
  return ConfigSources.toConfig(source);
}

/** Opens the plugin's database, and changes nothing in it. */
async function openDatabase(config: Config): Promise<Knex> {
  const database = config.getOptional<object>('backend.database');
  if (!database) throw new Error('The configuration has no backend.database');
  const readOnly = new ConfigReader({
    backend: { database: { ...database, ensureExists: false } },
  });
  const knex = await DatabaseManager.fromConfig(readOnly as RootConfigService)
    .forPlugin('ideogram-incident', {
      logger,
      lifecycle: { addStartupHook: silent, addShutdownHook: silent },
    })
    .getClient();
  if (knex.client.config.connection?.filename === ':memory:') {
    throw new Error(
      'The database of this configuration is in the memory of the portal: nobody else can read it',
    );
  }
  if (!(await knex.schema.hasTable(INCIDENTS))) {
    throw new Error('The database of this configuration holds no incidents');
  }
  return knex;
}

function tell({ number, entries, flaw }: Verified): void {
  console.log(
    flaw
      ? `${number}: ${flaw}`
      : `${number}: all ${entries} entries are as they were written`,
  );
}

/** Run by `yarn incident`. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string', multiple: true },
      all: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { config: files = [], all = false, help } = values;
  const [command, incident, ...more] = positionals;
  const isUnderstood =
    command === 'verify' &&
    files.length > 0 &&
    more.length === 0 &&
    all === (incident === undefined);
  if (help || !isUnderstood) {
    console.error(HELP);
    return help ? 0 : 2;
  }
  const knex = await openDatabase(await readConfig(files));
  let isWhole = true;
  const note = (verified: Verified) => {
    tell(verified);
    if (verified.flaw) isWhole = false;
  };
  if (all) for await (const verified of verifyAll(knex)) note(verified);
  else note(await verifyIncident(knex, incident));
  return isWhole ? 0 : 1;
}

main().then(
  // The database's own timers would keep the process.
  code => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
