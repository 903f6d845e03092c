import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runInForeground } from '../../foreground';
import { buildControlPlane } from '../control-plane/build';
import { findGo } from '../control-plane/findGo';
import { realControlPlane } from '../control-plane/realControlPlane';
import { isCompiled, readRelease } from '../control-plane/release';
import { startCluster } from '../index';

/**
 * For `yarn test:cluster`: a real cluster, until the parent ends. One line of
 * JSON says where it is, or why there is none.
 */
const say = (line: object) => console.log(JSON.stringify(line));
const tell = (message: string) => console.error(message);

async function serve() {
  const release = readRelease();
  const go = await findGo(release.go);
  if ('missing' in go && !isCompiled(release)) {
    say({ missing: go.missing });
    return;
  }
  await runInForeground(
    async () => {
      const binaries = await buildControlPlane(tell);
      const stateDir = await mkdtemp(path.join(os.tmpdir(), 'contract-'));
      const cluster = await startCluster({
        port: 0,
        kubeletPort: 0,
        stateDir,
        controlPlane: realControlPlane({
          binaries,
          etcdPort: 0,
          etcdPeerPort: 0,
        }),
        // A node agent that is told of a namespace's end complains of it.
        logger: { info() {}, warn() {}, error: tell },
      });
      return {
        binaries,
        version: release.version,
        kubeconfig: cluster.kubeconfigFile,
        stop: async () => {
          await cluster.stop();
          await rm(stateDir, { recursive: true });
        },
      };
    },
    ({ stop: _, ...ready }) => say(ready),
  );
}

serve();
