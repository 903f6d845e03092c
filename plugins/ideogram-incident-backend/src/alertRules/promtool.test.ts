import { execFile, spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readRulesConfig } from './readRulesConfig';
import { rulesFile } from './rulesFile';

const FOLDER = resolvePackagePath(
  'backstage-plugin-ideogram-incident-backend',
  '../../deploy/prometheus',
);
const COMMITTED = path.join(FOLDER, 'ideogram-incident.rules.yaml');
const CASES = path.join(FOLDER, 'tests');
const WITHIN_MS = 180_000;

/** What it says where it fails; nothing where all is well. */
const promtool = async (...args: string[]) => {
  try {
    await promisify(execFile)('promtool', args, { timeout: WITHIN_MS });
    return '';
  } catch (error) {
    const { stdout, stderr, message } = error as Error &
      Record<'stdout' | 'stderr', string>;
    return stdout + stderr || message;
  }
};

const isInstalled =
  spawnSync('promtool', ['--version'], { timeout: 10_000 }).status === 0;
const describeWithPromtool = isInstalled ? describe : describe.skip;

const generated = (ideogramIncident: JsonObject) => {
  const { objective, targets } = readRulesConfig(
    new ConfigReader({ ideogramIncident }),
  );
  return rulesFile(targets, { objective });
};

it('commits the rules of a target that has all defaults', () => {
  // yarn prometheus-rules with this configuration makes the file anew.
  const { yaml } = generated({ targets: { production: {} } });
  expect(readFileSync(COMMITTED, 'utf8')).toBe(yaml);
});

const files = readdirSync(CASES);
const cases = files.map(file => readFileSync(path.join(CASES, file), 'utf8'));

it.each(
  [...readFileSync(COMMITTED, 'utf8').matchAll(/alert: (\w+)/g)].map(
    ([, alert]) => alert,
  ),
)('has a case in which %s fires', alert => {
  expect(
    cases.some(text => new RegExp(`alertname(?:="|: )${alert}\\b`).test(text)),
  ).toBe(true);
});

const ODD_TARGETS: [string, JsonObject][] = [
  [
    'other names, a selector and classes of its own',
    {
      title: 'Say "{{ hello }}" & `more`',
      queries: {
        selector: String.raw`job="images",path=~"/v\\d+/{x}"`,
        window: '1m30s',
        errorsByType:
          'sum(rate(images_failed{ $selector, }[$window])) by (pod, reason)',
        requests:
          'sum(rate(images_made{$selector}[$window])) + sum(rate(images_failed{$selector}[$window]))',
      },
      errorTypes: {
        '422': 'vendor-fault',
        'bad "key"\\': 'authentication',
        'über.limit (new)': 'rate-limited',
        'auth-cache': 'network',
      },
    },
  ],
  [
    'counters without a name before the braces',
    {
      queries: {
        errorsByType:
          'sum by (code) (increase({__name__="a}b_total", code!~"2.."} [$window])) / 300',
        requests: 'sum(rate({__name__="a_total"}[$window]))',
      },
    },
  ],
  [
    'queries that do not say the window',
    {
      queries: {
        errorsByType: 'sum by (code) (rate(a_total[5m]))',
        requests: 'job:requests:rate5m',
        latencyP95: 'job:latency:p95',
      },
    },
  ],
  [
    'errors without a type',
    { queries: { errorsByType: 'sum(rate(a_total{$selector}[$window]))' } },
  ],
];

describeWithPromtool('promtool', () => {
  it.each(files)(
    'fires where it must, and only there: %s',
    async file => {
      expect(await promtool('test', 'rules', path.join(CASES, file))).toBe('');
    },
    WITHIN_MS,
  );

  it.each(ODD_TARGETS)('makes rules of %s', async (_, target) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'rules-'));
    const file = path.join(folder, 'rules.yaml');
    writeFileSync(file, generated({ targets: { odd: target } }).yaml);

    expect(await promtool('check', 'rules', file)).toBe('');

    rmSync(folder, { recursive: true });
  });
});
