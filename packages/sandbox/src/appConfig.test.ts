import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { toEnvironment } from './environment';
import { portsFrom } from './net/ports';
import { RATE_WINDOW_SECONDS } from './scenarios/scenario';
import { SLOW_FROM_SECONDS } from './scenarios/waitingFor';

// eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
const root = join(__dirname, '../../..');
const texts = ['app-config.sandbox.yaml', 'packages/sandbox/prometheus.yaml']
  .map(file => readFileSync(join(root, file), 'utf8'))
  .map(text => text.replace(/^\s*#.*$/gm, ''));
const config = parse(texts[0]).ideogramIncident;

describe('app-config.sandbox.yaml', () => {
  const all = texts.join('\n');
  const variables = all.matchAll(/\$\{(\w+)/g);
  const addresses = all.matchAll(/https?:\/\/127\.0\.0\.1:(\d+)/g);
  const known = toEnvironment({
    controlUrl: 'x',
    ideogramUrl: 'x',
    statusPageUrl: 'x',
    productionUrl: 'x',
    stagingUrl: 'x',
    prometheusUrl: 'x',
    kubernetesUrl: 'x',
    kubernetesCaFile: 'x',
    kubernetesToken: 'x',
    alertmanagerToken: 'x',
  });
  const ports = Object.values(portsFrom(0)).map(String);

  it.each([...variables].map(([, name]) => name))(
    'asks for %s, which the sandbox gives',
    name => expect(Object.keys(known)).toContain(name),
  );

  it.each([...addresses].map(([, port]) => port))(
    'names port %s, which the sandbox has',
    port => expect(ports).toContain(port),
  );

  it('takes rates and judges latency as the sandbox expects', () => {
    const { queries, thresholds } = config.defaults;
    expect(queries.window).toBe(`${RATE_WINDOW_SECONDS}s`);
    expect(thresholds.latencyP95).toBe(`${SLOW_FROM_SECONDS}s`);
  });
});
