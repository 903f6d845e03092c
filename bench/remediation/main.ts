import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chooseControlPlane } from '../../packages/sandbox/src/cluster/control-plane/choose';
import {
  findKubectl,
  Kubectl,
} from '../../packages/sandbox/src/cluster/kubectl';
import { startPortal } from '../measuring/portal';
import { runBenchmark } from '../measuring/runBenchmark';
import { temporaryFolder } from '../measuring/temporaryFolder';
import { changeTimeRatio } from './changeTime';
import { startBenchCluster } from './cluster';
import { requestsRatio } from './requestCounts';
import { measureRolloutRequests } from './rolloutRequests';
import { ACTIONS, measureCold, measureRounds } from './rounds';
import { FreshTargets, startOutside, writeWorld } from './world';

async function main() {
  const { values } = parseArgs({
    options: { compile: { type: 'boolean', default: false } },
  });
  const choice = await chooseControlPlane(console.log, {
    ...process.env,
    ...(values.compile && { SANDBOX_KUBERNETES: 'real' }),
  });
  await runBenchmark(
    'Remediation',
    choice.note,
    async ({ report, notMeasured, onEnd }) => {
      const { folder, remove } = temporaryFolder(
        os.tmpdir(),
        'bench-remediation-',
      );
      onEnd(remove);
      const outside = await startOutside();
      onEnd(outside.close);
      const bench = await startBenchCluster(folder, choice);
      onEnd(bench.stop);
      const portal = await startPortal(
        path.join(__dirname, 'backend.ts'),
        await writeWorld(folder, outside.url, bench),
      );
      onEnd(portal.stop);
      const program = findKubectl();
      const { kubeconfigFile } = bench.cluster;
      const kubectl =
        program === undefined
          ? undefined
          : new Kubectl(program, folder, kubeconfigFile);
      const stage = { portal, bench, targets: new FreshTargets(), kubectl };
      const measured = await measureRounds(stage);
      const compared = kubectl && {
        version: await kubectl.version(),
        cold: await measureCold(stage, kubectl),
      };
      for (const action of ['enable-fallback', 'restart'] as const) {
        if (compared) {
          report(changeTimeRatio(action, measured[action], compared));
        } else {
          notMeasured(
            `time from the request for ${action} to the accepted patch ÷ kubectl`,
            'there is no kubectl: neither was one built along with the real control plane, nor is one on the PATH',
          );
        }
      }
      report(
        requestsRatio(
          ACTIONS.flatMap(action => measured[action].operations),
          await bench.log.requests(),
        ),
      );
      report(await measureRolloutRequests(stage));
    },
  );
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
