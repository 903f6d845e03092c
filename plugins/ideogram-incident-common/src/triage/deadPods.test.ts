import { deadPodsOf, followsFromDeadPods } from './deadPods';
import {
  clusterProblems,
  healthProblems,
  metricsProblems,
  podProblems,
} from './problems';
import { fault } from './fault';
import type { Problem } from './problem';
import type { ProbeName } from './reading';
import { crashed, reading, readings } from './readings.fixture';

it.each([
  [readings(), undefined],
  [readings({ workload: 'degraded' }), undefined],
  [readings({ workload: 'unknown' }), undefined],
  [readings({ workload: undefined }), undefined],
  [readings({ workload: crashed() }), 'crashing'],
  [readings({ workload: crashed(undefined, 'image-pull') }), 'image-pull'],
  [readings({ workload: reading('workload', 'failing') }), 'none'],
  [
    readings({
      workload: { ...reading('workload', 'failing'), details: undefined },
    }),
    'missing-deployment',
  ],
])('knows what ails dead pods: %#', (given, expected) => {
  expect(deadPodsOf(given)).toBe(expected);
});

const down = (source: string, cause: string, isDown: boolean) => ({
  source,
  cause,
  isDown,
});

it.each<[boolean, ProbeName, Problem]>([
  [
    true,
    'integration-health',
    healthProblems.unreachable('app:3000', fault.refused),
  ],
  [
    true,
    'integration-health',
    healthProblems.fails('app:3000', fault.status(503)),
  ],
  [
    false,
    'integration-health',
    healthProblems.unreadable('app:3000', fault.signIn(401)),
  ],
  [
    false,
    'integration-health',
    healthProblems.unreachable(
      'app:3000',
      fault.tls('the certificate has expired'),
    ),
  ],
  [true, 'error-rate', metricsProblems.empty('prometheus:9090')],
  [
    true,
    'latency',
    metricsProblems.unavailable([
      down('prometheus:9090', 'has no series', false),
      down('app:3000/metrics', fault.refused, false),
    ]),
  ],
  [
    false,
    'latency',
    metricsProblems.unavailable([
      down('prometheus:9090', fault.refused, true),
      down('app:3000/metrics', fault.refused, false),
    ]),
  ],
  [true, 'recent-errors', podProblems.missing('default', 'app=x')],
  [true, 'recent-errors', podProblems.notStarted('default', 'app=x')],
  [
    false,
    'recent-errors',
    podProblems.logsRefused('production', 'container x is not valid'),
  ],
  [false, 'recent-errors', clusterProblems.refuses('production')],
  [
    false,
    'status-page',
    {
      issue: "The status page can't be reached.",
      cause: 'It is silent.',
      solution: 'Wait.',
    },
  ],
])(
  'says %s that the problem of %s follows from them: %#',
  (follows, probe, problem) => {
    const one = reading(probe, 'unknown', undefined, { problem });
    const beside = (workload: ReturnType<typeof crashed> | 'ok') =>
      readings({ [probe]: one, workload });
    expect(followsFromDeadPods(one, beside(crashed()))).toBe(follows);
    expect(followsFromDeadPods(one, beside('ok'))).toBe(false);
  },
);
