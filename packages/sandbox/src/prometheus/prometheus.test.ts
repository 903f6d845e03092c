import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServer } from '../net/localServer';
import { findProgram } from '../process/findProgram';
import { startPrometheus } from './prometheus';
import { makeRules } from './rules';

const binary = findProgram('prometheus');
const withPrometheus = binary ? describe : describe.skip;
withPrometheus('Prometheus', () => {
  it('answers, watches, falls silent and comes back', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-prometheus-'));
    const placeholder = await startLocalServer((_, res) => res.end(), 0);
    const { port } = placeholder;
    await placeholder.close();
    const prometheus = await startPrometheus({
      binary: binary!,
      port,
      directory,
      discovery: [],
    });
    try {
      const query = async () =>
        (await fetch(`${prometheus.url}/api/v1/query?query=1`)).json();
      expect(await query()).toMatchObject({ status: 'success' });
      await prometheus.watch(await makeRules());
      const alerts = async () =>
        (await fetch(`${prometheus.url}/api/v1/alerts`)).text();
      while (!(await alerts()).includes('IdeogramIncidentHeartbeat')) {
        await new Promise(setImmediate);
      }
      await prometheus.pause();
      await expect(query()).rejects.toThrow('fetch failed');
      await prometheus.resume();
      expect(await query()).toMatchObject({ status: 'success' });
    } finally {
      await prometheus.stop();
      rmSync(directory, { recursive: true });
    }
  }, 120_000);
});
