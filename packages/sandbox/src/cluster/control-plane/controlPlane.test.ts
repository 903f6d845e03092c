import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildControlPlane } from './build';
import { chooseControlPlane } from './choose';
import { findGo } from './findGo';
import { readRelease } from './release';

let home: string;
let env: NodeJS.ProcessEnv;
const reported: string[] = [];
const report = (line: string) => reported.push(line);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'control-plane-'));
  env = { PATH: home, XDG_CACHE_HOME: join(home, 'cache') };
  reported.length = 0;
});
afterEach(() => rmSync(home, { recursive: true }));

/** A Go of this version, which compiles as this script does. */
function installGo(version: string, build = 'exit 1') {
  const script = `#!/bin/sh
if [ "$1" = env ]; then echo '${version}'; exit; fi
for word; do case "$word" in */) out=$word;; esac; done
${build}\n`;
  writeFileSync(join(home, 'go'), script);
  chmodSync(join(home, 'go'), 0o755);
}

describe('a release', () => {
  it('is what go.mod names', () => {
    const { version, go, binaries } = readRelease(env);
    expect(version).toMatch(/^1\.\d+\.\d+$/);
    expect(go).toMatch(/^1\.\d+/);
    expect(binaries).toContain(
      join(home, 'cache', 'ideogram-incident', `kubernetes-${version}-`),
    );
  });
});

describe('looking for Go', () => {
  it.each(['go1.26.0', 'go1.26', 'go1.26.8', 'go1.27rc1', 'go2.0'])(
    'takes %s',
    async version => {
      installGo(version);
      expect(await findGo('1.26.0', env)).toEqual({
        program: join(home, 'go'),
      });
    },
  );

  it.each([
    ['go1.25.9', 'Go 1.25.9 is too old; 1.26.0 or newer is needed.'],
    ['go1.3', 'Go 1.3 is too old; 1.26.0 or newer is needed.'],
    ['devel', expect.stringContaining('does not say which version')],
  ])('says why not %s', async (version, missing) => {
    installGo(version);
    expect(await findGo('1.26.0', env)).toEqual({ missing });
  });

  it('says so where there is none', async () => {
    expect(await findGo('1.26.0', env)).toEqual({
      missing: 'Go is not installed; 1.26.0 or newer is needed.',
    });
  });
});

describe('compiling', () => {
  it('keeps the programs for the next time', async () => {
    installGo('go1.26.1', ': > "$out/server"; : > "$out/kubectl"');
    const binaries = await buildControlPlane(report, env);
    expect(readdirSync(binaries).sort()).toEqual(['etcd', 'kubectl']);
    expect(readdirSync(join(binaries, '..'))).toHaveLength(1);
    expect(reported[0]).toMatch(/^Compiling Kubernetes 1\./);

    installGo('go1.26.1', 'exit 1');
    expect(await buildControlPlane(report, env)).toBe(binaries);
  });

  it.each([
    [
      'echo "go: lookup modules.invalid: no such host" >&2; exit 1',
      /^Compiling Kubernetes \S+ failed\. The Go module proxy can't be reached\..*\(go: lookup modules\.invalid: no such host\)$/,
    ],
    [
      'echo "write x: no space left on device" >&2; exit 1',
      /failed\. The disk is full\./,
    ],
    [
      'echo k8s.io/api >&2; echo "main.go:1: undefined: x" >&2; exit 1',
      /failed: main\.go:1: undefined: x$/,
    ],
    ['exit 1', /failed: Go gave no reason$/],
  ])('says in one sentence why it failed: %s', async (build, message) => {
    installGo('go1.26.1', build);
    await expect(buildControlPlane(report, env)).rejects.toThrow(message);
    expect(readdirSync(join(home, 'cache', 'ideogram-incident'))).toEqual([]);
  });

  it('says so where there is no Go', async () => {
    await expect(buildControlPlane(report, env)).rejects.toThrow(
      /^Kubernetes \S+ can't be compiled: Go is not installed;/,
    );
    expect(existsSync(join(home, 'cache'))).toBe(false);
  });
});

describe('the control plane of the sandbox', () => {
  const compiled = () =>
    mkdirSync(readRelease(env).binaries, { recursive: true });

  it('is the real one where that is compiled', async () => {
    compiled();
    const { version, binaries } = readRelease(env);
    expect(await chooseControlPlane(report, env)).toEqual({
      binaries,
      note: `Kubernetes: the real one, ${version}`,
    });
  });

  it('is the stand-in where there is no Go, and says what is missing', async () => {
    expect(await chooseControlPlane(report, env)).toEqual({
      note: expect.stringMatching(
        /^Kubernetes: the stand-in\. .*Go is not installed; \S+ or newer is needed\.$/,
      ),
    });
  });

  it('is the stand-in where it is not compiled, and says how to', async () => {
    installGo('go1.99.0');
    expect(await chooseControlPlane(report, env)).toEqual({
      note: expect.stringContaining('`yarn sandbox build-cluster`'),
    });
    expect(reported).toEqual([]);
  });

  it('is the stand-in where that is asked for', async () => {
    compiled();
    const choice = await chooseControlPlane(report, {
      ...env,
      SANDBOX_KUBERNETES: 'stand-in',
    });
    expect(choice.binaries).toBeUndefined();
  });

  it('is compiled where the real one is asked for', async () => {
    installGo('go1.99.0', ': > "$out/server"');
    const choice = await chooseControlPlane(report, {
      ...env,
      SANDBOX_KUBERNETES: 'real',
    });
    expect(readdirSync(choice.binaries!)).toEqual(['etcd']);
  });

  it('is nothing else', async () => {
    await expect(
      chooseControlPlane(report, { ...env, SANDBOX_KUBERNETES: 'minikube' }),
    ).rejects.toThrow(
      'SANDBOX_KUBERNETES is "minikube". Set it to real or to stand-in, or leave it out.',
    );
  });
});
