import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KUBERNETES, TARGET } from '../../target/target.fixture';
import * as curl from './curl';
import { kubectlFor } from './kubectl';

const URL = 'https://api.ideogram.ai/v2/account/api-keys';

it.each([
  [
    kubectlFor(KUBERNETES).recentErrorLines(),
    'kubectl -n default logs -l app=ideogram-integration --since=5m --tail=-1 | grep -i error | tail -20',
  ],
  [
    kubectlFor({ ...KUBERNETES, container: 'app' }).recentErrorLines(),
    'kubectl -n default logs -l app=ideogram-integration -c app --since=5m --tail=-1 | grep -i error | tail -20',
  ],
  [
    kubectlFor(KUBERNETES).pods(),
    'kubectl -n default get pods -l app=ideogram-integration',
  ],
  [
    kubectlFor(KUBERNETES).restart(),
    'kubectl -n default rollout restart deployment/ideogram-integration && kubectl -n default rollout status deployment/ideogram-integration --timeout=10m',
  ],
  [
    kubectlFor(KUBERNETES).enable('queue'),
    'kubectl -n default set env deployment/ideogram-integration RATE_LIMIT_MODE=queue',
  ],
  [
    kubectlFor({ ...KUBERNETES, container: 'app' }).enable('fallback'),
    'kubectl -n default set env deployment/ideogram-integration -c app IDEOGRAM_FALLBACK=true',
  ],
  [
    kubectlFor(KUBERNETES).disable('fallback'),
    'kubectl -n default set env deployment/ideogram-integration IDEOGRAM_FALLBACK-',
  ],
  [
    curl.errorsByType(TARGET),
    "curl -sSfG http://localhost:9090/api/v1/query --data-urlencode 'query=sum by (error_type) (rate(ideogram_errors_total{}[5m]))' | jq '.data.result'",
  ],
  [
    curl.errorsByType({
      ...TARGET,
      prometheus: [],
      metrics: { url: 'http://app:3000/metrics' },
    }),
    'curl -sS http://app:3000/metrics | grep -i error',
  ],
  [curl.errorsByType({ ...TARGET, prometheus: [] }), undefined],
  [
    curl.health({
      url: 'https://api.yourapp.com/health',
      path: 'services.ideogram',
    }),
    'curl -sSf https://api.yourapp.com/health | jq -e .services.ideogram || echo UNHEALTHY',
  ],
  [
    curl.health({ url: 'https://h/health', path: 'checks.ideogram-api' }),
    `curl -sSf https://h/health | jq -e '.checks["ideogram-api"]' || echo UNHEALTHY`,
  ],
  [
    curl.health({ url: 'https://h/health', path: '' }),
    'curl -sSf https://h/health | jq -e . || echo UNHEALTHY',
  ],
])('is ready to copy: %s', (command, expected) => {
  expect(command).toBe(expected);
});

it('asks the backup where the first Prometheus does not answer', () => {
  const command = curl.errorsByType({
    ...TARGET,
    prometheus: [{ url: 'http://a/' }, { url: 'http://b/prefix' }],
  });
  expect(command).toMatch(
    /^\{ curl -sSfG http:\/\/a\/api\/v1\/query .* \|\|\n {2}curl -sSfG http:\/\/b\/prefix\/api\/v1\/query .*; \} \| jq '.data.result'$/,
  );
});

it.each(['statuspage', 'instatus', 'incidentio', 'betterstack'] as const)(
  'reads JSON, not the page, of %s',
  provider => {
    expect(curl.statusPage({ provider, url: 'https://s.example' })).toMatch(
      /^curl -sS https:\/\/s\.example\/[\w/.]+ \| jq '.+'$/,
    );
  },
);

describe('in a shell', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'guidance-'));
    // Each notes its arguments and what it was given to read.
    for (const tool of ['kubectl', 'curl']) {
      const path = join(directory, tool);
      writeFileSync(
        path,
        `#!/bin/bash\nprintf '%s\\n' "$@" >> "${path}.arguments"\n[ -p /dev/stdin ] && cat > "${path}.input"\nprintf '%s' "$ANSWER"\n`,
      );
      chmodSync(path, 0o755);
    }
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function run(command: string, { input = '', answer = '' } = {}) {
    // From a file: a command that does not read must not break a pipe.
    const typed = join(directory, 'typed');
    writeFileSync(typed, input);
    const stdin = openSync(typed, 'r');
    const output = execFileSync('bash', ['--norc', '-c', command], {
      stdio: [stdin, 'pipe', 'inherit'],
      cwd: directory,
      env: {
        PATH: `${directory}:/usr/bin:/bin`,
        ANSWER: answer,
        LC_ALL: 'C.UTF-8',
      },
    }).toString();
    closeSync(stdin);
    const noted = (file: string) =>
      existsSync(join(directory, file))
        ? readFileSync(join(directory, file), 'utf8')
        : '';
    return {
      output,
      kubectl: noted('kubectl.arguments').split('\n').slice(0, -1),
      curl: noted('curl.arguments').split('\n').slice(0, -1),
      patch: noted('kubectl.input'),
      config: noted('curl.input'),
    };
  }

  const hostile = 'x\'; touch owned; $(touch owned) `touch owned` "';

  it('hands hostile names over as they are', () => {
    const kubernetes = {
      ...KUBERNETES,
      namespace: hostile,
      deployment: hostile,
      container: hostile,
      labelSelector: hostile,
      secret: { name: hostile, key: hostile },
      queue: { env: 'A', value: hostile },
      fallback: { env: hostile, value: '' },
    };
    const kubectl = kubectlFor(kubernetes);
    const commands = [
      kubectl.recentErrorLines(),
      kubectl.previousLogs(),
      kubectl.pods(),
      kubectl.podEvents(),
      kubectl.podMemory(),
      kubectl.podNetwork(),
      kubectl.rolloutHistory(),
      kubectl.undoRollout(),
      kubectl.restart(),
      kubectl.enable('queue'),
      kubectl.disable('fallback'),
      kubectl.envNames(),
      kubectl.inPod(['echo', hostile]),
      kubectl.keyIsSet(),
      kubectl.verifyKey(`https://h/${hostile}`),
      kubectl.rotateKey(),
      curl
        .errorsByType({
          ...TARGET,
          prometheus: [{ url: `http://h/${hostile}` }],
          queries: { ...TARGET.queries, selector: hostile },
        })
        ?.replace(/\| jq.*/, ''),
      curl.rateLimitHeaders({
        ...TARGET,
        ideogram: { baseUrl: hostile, verifyPath: '' },
      }),
      curl.reachIdeogram({
        ...TARGET,
        ideogram: { baseUrl: hostile, verifyPath: '' },
      }),
    ];
    for (const command of commands) {
      run(`${command}\ntrue`, { input: 'key\n', answer: 'x' });
    }
    expect(existsSync(join(directory, 'owned'))).toBe(false);
    expect(run('true').kubectl.filter(name => name === hostile)).not.toEqual(
      [],
    );
    expect(run('true').kubectl).toContain(`A=${hostile}`);
  });

  it('rotates the key without showing it, and keeps the other keys', () => {
    const {
      output,
      kubectl: given,
      patch,
    } = run(kubectlFor(KUBERNETES).rotateKey(), { input: 'new $key"\\\n' });
    expect(JSON.parse(patch)).toEqual({
      data: { 'api-key': Buffer.from('new $key"\\').toString('base64') },
    });
    expect(given).toEqual([
      '-n',
      'default',
      'patch',
      'secret/ideogram-secrets',
      '--type=merge',
      '--patch-file=/dev/stdin',
    ]);
    expect(output).not.toMatch(/new/);
  });

  it('changes nothing where no key is given', () => {
    expect(
      run(`${kubectlFor(KUBERNETES).rotateKey()} || true`, { input: '\n' })
        .kubectl,
    ).toEqual([]);
  });

  it('verifies the key without showing it', () => {
    const {
      kubectl: given,
      curl: asked,
      config,
    } = run(kubectlFor(KUBERNETES).verifyKey(URL), {
      answer: 'header = "Api-Key: s3cr3t"',
    });
    expect(given[given.length - 1]).toBe(
      'go-template=header = "Api-Key: {{index .data "api-key" | base64decode}}"',
    );
    expect(config).toBe('header = "Api-Key: s3cr3t"');
    expect(asked.join(' ')).not.toContain('s3cr3t');
    expect(asked[asked.length - 1]).toBe(URL);
  });
});
