import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findGo } from './findGo';
import { isCompiled, readRelease, type Release } from './release';

const causes = [
  {
    sign: /no space left on device/i,
    text: 'The disk is full. Free at least 4 GB, then run the same command again.',
  },
  {
    sign: /dial tcp|lookup |no such host|connection refused|i\/o timeout|proxyconnect|TLS handshake|x509:|50[234] /i,
    text: "The Go module proxy can't be reached. Check the network and `go env GOPROXY`, then run the same command again.",
  },
];

const reportEveryMs = 15_000;

/**
 * Compiles the control plane, where that is not done yet, and answers the
 * folder of its binaries.
 *
 * @throws an error in one plain sentence
 */
export async function buildControlPlane(
  report: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const release = readRelease(env);
  const { version, binaries } = release;
  if (isCompiled(release)) return binaries;
  const go = await findGo(release.go, env);
  if ('missing' in go) {
    throw new Error(`Kubernetes ${version} can't be compiled: ${go.missing}`);
  }
  report(
    `Compiling Kubernetes ${version} (some minutes the first time, and 3 GB of Go's cache)`,
  );
  await mkdir(path.dirname(binaries), { recursive: true });
  const unfinished = await mkdtemp(`${binaries}-unfinished-`);
  try {
    await compile(go.program, release, unfinished, report, env);
    // Go names a program after the folder of its sources.
    await rename(
      path.join(unfinished, 'server'),
      path.join(unfinished, 'etcd'),
    );
    // Done in one step, so that a folder that is there is complete.
    await rename(unfinished, binaries).catch(error => {
      if (!isCompiled(release)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  report(`Kubernetes ${version} is in ${binaries}, kubectl too`);
  return binaries;
}

function compile(
  go: string,
  { version, modules }: Release,
  folder: string,
  report: (line: string) => void,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const names = [
    'k8s.io/component-base/version',
    'k8s.io/client-go/pkg/version',
  ];
  const stamp = names.map(name => `-X ${name}.gitVersion=v${version}`);
  const child = spawn(
    go,
    [
      ...['build', '-v', '-mod=readonly', '-trimpath', '-buildvcs=false'],
      `-ldflags=-s -w ${stamp.join(' ')}`,
      ...['-o', `${folder}/`, 'tool'],
    ],
    {
      cwd: modules,
      env: { ...env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const started = Date.now();
  const complaints: string[] = [];
  let packages = 0;
  let fetched = 0;
  createInterface({ input: child.stderr }).on('line', line => {
    if (line.startsWith('go: downloading ')) fetched += 1;
    // What is compiled is named, and nothing else in that line.
    else if (/^\S+$/.test(line)) packages += 1;
    else complaints.push(line);
  });
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    report(
      packages === 0
        ? `  ${seconds} s  ${fetched} modules fetched`
        : `  ${seconds} s  ${packages} packages compiled`,
    );
  }, reportEveryMs);
  return new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code =>
      code === 0 ? resolve() : reject(failure(version, complaints)),
    );
  }).finally(() => clearInterval(timer));
}

function failure(version: string, complaints: string[]): Error {
  for (const { sign, text } of causes) {
    const line = complaints.find(complaint => sign.test(complaint));
    if (line) {
      return new Error(
        `Compiling Kubernetes ${version} failed. ${text} (${line.trim()})`,
      );
    }
  }
  const last = complaints.at(-1)?.trim() ?? 'Go gave no reason';
  return new Error(`Compiling Kubernetes ${version} failed: ${last}`);
}
