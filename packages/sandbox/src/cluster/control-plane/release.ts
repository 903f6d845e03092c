import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What `go.mod` says of the control plane, and where its binaries are kept. */
export interface Release {
  /** Of Kubernetes, such as `1.36.3`. */
  version: string;
  /** The oldest Go that compiles it. */
  go: string;
  /** The folder of `go.mod`. */
  modules: string;
  /** The folder of the binaries, which is there as soon as all of them are. */
  binaries: string;
}

// eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
const modules = path.resolve(__dirname, '../../../control-plane');

export function readRelease(env: NodeJS.ProcessEnv = process.env): Release {
  const text = readFileSync(path.join(modules, 'go.mod'), 'utf8');
  const find = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  const version = find(/^\s*k8s\.io\/kubernetes v(\S+)/m);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return {
    version,
    go: find(/^go (\S+)$/m),
    modules,
    binaries: path.join(
      env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
      'ideogram-incident',
      `kubernetes-${version}-${hash}`,
    ),
  };
}

export function isCompiled({ binaries }: Release): boolean {
  return existsSync(binaries);
}
