import { spawnSync } from 'node:child_process';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const FILE = resolvePackagePath(
  'backstage-plugin-ideogram-incident-backend',
  '../../deploy/alertmanager/alertmanager.yml',
);

const amtool = (...args: string[]) =>
  spawnSync('amtool', args, { encoding: 'utf8', timeout: 30_000 });

const describeWithAmtool =
  amtool('--version').status === 0 ? describe : describe.skip;

describeWithAmtool('the configuration for Alertmanager', () => {
  it('is valid', () => {
    const { status, stdout } = amtool('check-config', FILE);
    expect(stdout).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  it.each([
    [
      'the heartbeat',
      ['alertname=IdeogramIncidentHeartbeat', 'ideogram_target=a'],
      'ideogram-incident',
    ],
    [
      'an alert of a target',
      ['alertname=IdeogramNoData', 'ideogram_target=a'],
      'ideogram-incident',
    ],
    ['an alert of something else', ['alertname=DiskFull'], 'nobody'],
  ])('hands %s to the right receiver', (_, labels, receiver) => {
    const { stdout } = amtool(
      'config',
      'routes',
      'test',
      `--config.file=${FILE}`,
      ...labels,
    );
    expect(stdout.trim()).toBe(receiver);
  });
});
