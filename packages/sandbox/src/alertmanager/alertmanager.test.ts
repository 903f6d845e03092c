import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServer } from '../net/localServer';
import { findProgram } from '../process/findProgram';
import { startAlertmanager } from './alertmanager';

const binary = findProgram('prometheus-alertmanager');
const withAlertmanager = binary ? describe : describe.skip;

withAlertmanager('Alertmanager', () => {
  it('tells the portal of alerts, with its token', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-alertmanager-'));
    let hear: (heard: { path?: string; token?: string; body: string }) => void;
    const heard = new Promise<Parameters<typeof hear>[0]>(resolve => {
      hear = resolve;
    });
    const portal = await startLocalServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      hear({ path: req.url, token: req.headers.authorization, body });
      res.end('{}');
    }, 0);
    const placeholder = await startLocalServer((_, res) => res.end(), 0);
    await placeholder.close();
    const alertmanager = await startAlertmanager({
      binary: binary!,
      port: placeholder.port,
      directory: join(directory, 'alertmanager'),
      webhook: { url: `${portal.url}/alerts`, token: 'the-token' },
    });
    try {
      await fetch(`${alertmanager.url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([
          {
            labels: {
              alertname: 'IdeogramIncidentHeartbeat',
              ideogram_target: 'production',
            },
          },
        ]),
      });
      const { path, token, body } = await heard;
      expect({ path, token }).toEqual({
        path: '/alerts',
        token: 'Bearer the-token',
      });
      expect(JSON.parse(body)).toMatchObject({
        version: '4',
        groupLabels: { ideogram_target: 'production' },
        alerts: [{ status: 'firing' }],
      });
    } finally {
      await alertmanager.stop();
      await portal.close();
      rmSync(directory, { recursive: true });
    }
  }, 60_000);
});
