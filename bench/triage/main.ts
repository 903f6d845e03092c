import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPortal } from '../measuring/portal';
import { runBenchmark } from '../measuring/runBenchmark';
import { temporaryFolder } from '../measuring/temporaryFolder';
import { DELAY_MS } from '../measuring/upstreamServer';
import { measureBundle } from './bundle';
import { triage } from './client';
import { measureHangingUpstream } from './hangingUpstream';
import { measureRunbook } from './runbook';
import { measureSlowestProbe } from './slowestProbe';
import { measureThroughput } from './throughput';
import { startUpstreams } from './upstreams';
import { measureViewers } from './viewers';
import { FreshTargets, writeWorld } from './world';

const WARM_UP_TRIAGES = 5;

const { values } = parseArgs({
  options: { bundle: { type: 'boolean', default: true } },
  allowNegative: true,
});

runBenchmark(
  'Triage',
  `upstreams answer after ${DELAY_MS} ms.`,
  async ({ report, notMeasured, onEnd }) => {
    const upstreams = await startUpstreams();
    onEnd(upstreams.close);
    const { folder, remove } = temporaryFolder(os.tmpdir(), 'bench-triage-');
    onEnd(remove);
    const world = await writeWorld(folder, upstreams);
    const portal = await startPortal(path.join(__dirname, 'backend.ts'), world);
    onEnd(portal.stop);

    const targets = new FreshTargets();
    // A backend is slow until its code is compiled; nobody measures that.
    for (let n = 0; n < WARM_UP_TRIAGES; n += 1) {
      await triage(portal, targets.next());
    }
    report(await measureSlowestProbe(portal, targets));
    report(await measureRunbook(portal, targets, upstreams, world));
    report(await measureHangingUpstream(portal, targets));
    report(await measureViewers(portal, targets, upstreams));
    report(await measureThroughput(portal, targets, upstreams));
    if (values.bundle) {
      const bundle = await measureBundle(portal, targets);
      if ('missing' in bundle) {
        notMeasured('the bytes that the plugin adds', bundle.missing);
      } else {
        bundle.forEach(report);
      }
    }
  },
);
