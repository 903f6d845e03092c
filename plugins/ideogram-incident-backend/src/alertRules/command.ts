import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigSources } from '@backstage/config-loader';
import { readRulesConfig } from './readRulesConfig';
import { rulesFile } from './rulesFile';

const HELP = `yarn prometheus-rules --config <file> [--config <file>…] [--target <name>…] [--hold <duration>]

Prints recording and alerting rules for Prometheus, made from the portal's configuration.
--target  only this one; left out: all
--hold    instead of the time for which each alert waits, such as 30s`;

/** Run by `yarn prometheus-rules`. */
async function main() {
  const { values } = parseArgs({
    options: {
      config: { type: 'string', multiple: true },
      target: { type: 'string', multiple: true },
      hold: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { config: files = [], target, hold, help } = values;
  if (help || files.length === 0) {
    console.error(HELP);
    process.exitCode = help ? 0 : 2;
    return;
  }
  if (hold !== undefined && !/^\d{1,6}[smh]$/.test(hold)) {
    throw new Error('--hold must be a duration of Prometheus, such as 30s');
  }
  const source = ConfigSources.default({
    argv: files.flatMap(file => [
      '--config',
      path.resolve(process.env.INIT_CWD ?? process.cwd(), file),
    ]),
    watch: false,
  });
  const config = await ConfigSources.toConfig(source);
  const { objective, targets } = readRulesConfig(config, target);
  const { yaml, leftOut } = rulesFile(targets, { objective, hold });
  leftOut.forEach(sentence => console.error(sentence));
  process.stdout.write(yaml);
  config.close();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
