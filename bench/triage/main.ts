import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBundle } from './bundle';
import { triage } from './client';
import { measureHangingUpstream } from './hangingUpstream';
import { freePort, startPortal } from './portal';
import { isMet, print, type Ratio } from './ratio';
import { measureRunbook } from './runbook';
import { measureSlowestProbe } from './slowestProbe';
import { measureThroughput } from './throughput';
import { DELAY_MS, startUpstreams } from './upstreams';
import { measureViewers } from './viewers';
import { FreshTargets, writeWorld } from './world';

const WARM_UP_TRIAGES = 5;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { bundle: { type: 'boolean', default: true } },
    allowNegative: true,
  });
  console.log(
    `Triage, measured side by side in one run: Node ${
      process.versions.node
    } on ${availableParallelism()} cores, everything on this machine; upstreams answer after ${DELAY_MS} ms.\nLoad average before: ${loadavg()[0].toFixed(
      1,
    )}; on a machine that is busy with something else the figures say little.\n`,
  );

  const ratios: Ratio[] = [];
  const report = (ratio: Ratio) => {
    print(ratio);
    ratios.push(ratio);
  };
  const upstreams = await startUpstreams();
  const port = await freePort();
  const world = await writeWorld(upstreams, port);
  try {
    const portal = await startPortal(world, port);
    try {
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
        (await measureBundle(portal, targets)).forEach(report);
      }
    } finally {
      await portal.stop();
    }
  } finally {
    await upstreams.close();
    world.remove();
  }

  const missed = ratios.filter(ratio => !isMet(ratio));
  console.log(
    missed.length === 0
      ? '\nEvery limit is kept.'
      : `\nMissed: ${missed.map(({ name }) => name).join('; ')}`,
  );
  return missed.length === 0;
}

// Otherwise nothing would be tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

main().then(
  kept => process.exit(kept ? 0 : 1),
  error => {
    console.error(error);
    process.exit(1);
  },
);
