import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readEnvironmentFile,
  toEnvironment,
  writeEnvironmentFile,
} from './environment';

const access = {
  controlUrl: 'http://127.0.0.1:1',
  ideogramUrl: 'http://127.0.0.1:2',
  statusPageUrl: 'http://127.0.0.1:3',
  productionUrl: 'http://127.0.0.1:4',
  stagingUrl: 'http://127.0.0.1:5',
  kubernetesUrl: 'https://127.0.0.1:6',
  kubernetesCaFile: "/somebody's folder/ca.crt",
  kubernetesToken: 'secret',
  alertmanagerToken: 'secret too',
};

describe('the environment of the portal', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sandbox-environment-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('says whether there is a Prometheus', () => {
    expect(toEnvironment(access)).toMatchObject({
      SANDBOX_PROMETHEUS: 'absent',
    });
    expect(
      toEnvironment({ ...access, prometheusUrl: 'http://127.0.0.1:7' }),
    ).toMatchObject({
      SANDBOX_PROMETHEUS: 'installed',
      SANDBOX_PROMETHEUS_URL: 'http://127.0.0.1:7',
    });
  });

  it('is a file that a shell reads, and nobody but its owner', () => {
    writeEnvironmentFile(directory, toEnvironment(access));
    const file = join(directory, 'environment.sh');
    expect(statSync(file).mode.toString(8)).toMatch(/600$/);
    const printed = execFileSync('sh', [
      '-c',
      `. "$0"; printf %s "$SANDBOX_KUBERNETES_CA_FILE"`,
      file,
    ]);
    expect(printed.toString()).toBe(access.kubernetesCaFile);
  });

  it('is unknown where no sandbox has run', () => {
    expect(readEnvironmentFile(directory)).toBeUndefined();
  });
});
