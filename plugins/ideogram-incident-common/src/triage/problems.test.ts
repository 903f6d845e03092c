import { fault } from './fault';
import * as problems from './problems';

const DOWN = { source: 'h', cause: fault.status(503), isDown: true };
const ODD = { source: 'h', cause: fault.signIn(403), isDown: false };
const GRAFANA = { title: 'Grafana', url: 'https://grafana.example.com' };

describe('the error-handling table of the runbook', () => {
  it.each([
    {
      row: "Can't reach status page",
      problem: problems.statusPageProblems.unreachable(
        'status.ideogram.ai',
        fault.noAnswer(4980),
      ),
      cause: 'Network issue: status.ideogram.ai gave no answer in 5 s.',
      solution: /mobile network or through a VPN/,
    },
    {
      row: 'kubectl fails',
      problem: problems.clusterProblems.refuses(
        'production',
        'Platform on-call',
      ),
      cause:
        "Sign-in expired: the cluster production answers 401 to the portal's account.",
      solution: /Re-authenticate.*Platform on-call/,
    },
    {
      row: 'Metrics unavailable',
      problem: problems.metricsProblems.unavailable(
        [
          { source: 'localhost:9090', cause: fault.refused, isDown: true },
          {
            source: 'app:3000/metrics',
            cause: fault.noAnswer(2000),
            isDown: false,
          },
        ],
        [GRAFANA],
      ),
      cause:
        'Prometheus down: localhost:9090 refuses the connection; app:3000/metrics gave no answer in 2 s.',
      solution: /Check backup metrics in Grafana/,
    },
    {
      row: 'Secret rotation fails',
      problem: problems.clusterProblems.forbids('production', 'patch secrets'),
      cause: 'Permission denied: the cluster production answers 403',
      solution: /Escalate to an administrator/,
    },
  ])('$row', ({ problem, cause, solution }) => {
    expect(problem.cause).toMatch(cause);
    expect(problem.solution).toMatch(solution);
  });
});

it('blames Prometheus only where it is down', () => {
  expect(problems.metricsProblems.fromFallback([ODD], 'b')).toEqual({
    issue: 'The first source of metrics is unavailable.',
    cause: 'h answers 403 and wants another sign-in.',
    solution:
      "Trust b for now, and ask the portal's operator to check prometheus and queries.",
  });
  expect(problems.metricsProblems.fromFallback([ODD, DOWN], 'b')).toMatchObject(
    {
      cause:
        'Prometheus down: h answers 403 and wants another sign-in; h answers 503.',
      solution: expect.stringContaining('bring Prometheus back'),
    },
  );
  expect(problems.metricsProblems.unavailable([ODD], [GRAFANA]).solution).toBe(
    "Check backup metrics in Grafana, and ask the portal's operator to check the configured metrics sources and queries.",
  );
});

it.each([
  [2495, '2.5 s'],
  [2502, '2.5 s'],
  [703, '500 ms'],
  [498, '500 ms'],
  [333, '300 ms'],
  [96, '100 ms'],
  [3, '3 ms'],
  [0, '1 ms'],
])('says of %i ms without an answer that they were %s', (ms, time) => {
  expect(fault.noAnswer(ms)).toBe(`gave no answer in ${time}`);
});

it('tells a missing permission from an expired sign-in', () => {
  expect(
    problems.clusterProblems.forbids(
      'production',
      'list pods in default',
      'Platform',
    ),
  ).toEqual({
    issue: 'The portal may not list pods in default.',
    cause:
      "Permission denied: the cluster production answers 403 to the portal's account.",
    solution:
      "Escalate to Platform, who can allow the portal's account to list pods in default.",
  });
});

it.each([
  problems.statusPageProblems.unreachable('h', fault.refused),
  problems.statusPageProblems.unreadable('h', fault.webPage),
  problems.healthProblems.unreachable('h', fault.reset),
  problems.healthProblems.unreadable('h', fault.notJson),
  problems.healthProblems.fails('h', fault.status(503)),
  problems.metricsProblems.unavailable([DOWN]),
  problems.metricsProblems.unavailable([ODD]),
  problems.metricsProblems.unavailable([ODD], [GRAFANA]),
  problems.metricsProblems.fromFallback([DOWN], 'b'),
  problems.metricsProblems.fromFallback([ODD], 'b'),
  problems.metricsProblems.incomplete('h', 'no store is reachable.\n'),
  problems.metricsProblems.empty('h'),
  problems.metricsProblems.unreadable('h', 'answers NaN'),
  problems.clusterProblems.refuses('c'),
  problems.clusterProblems.forbids('c', 'read logs'),
  problems.clusterProblems.unreachable(
    'c',
    fault.tls('the certificate has expired'),
  ),
  problems.podProblems.missing('default', 'app=x'),
  problems.podProblems.notStarted('default', 'app=x'),
  problems.podProblems.logsRefused(
    'c',
    'container app is not valid for pod x.',
  ),
  problems.probeProblems.timedOut('queue', fault.noAnswer(5000)),
  problems.probeProblems.failed('queue'),
])('is three whole sentences: $issue', problem => {
  for (const text of Object.values(problem)) {
    expect(text).toMatch(/[^.]\.$/);
    expect(text).not.toMatch(/undefined|\. [A-Z]/);
  }
});
