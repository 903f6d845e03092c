import {
  CLUSTER_PROBLEM,
  METRICS_PROBLEM,
  healthyReadings,
  partlyUnknownReadings,
} from '../../../../testing/readings';
import { groupProblems } from './groupProblems';

const AT = '2026-11-23T14:00:00.000Z';

it('has one problem for one cause, with all that it hides', () => {
  const groups = groupProblems(partlyUnknownReadings(AT));
  expect(
    groups.map(({ cause, hidden, partly }) => ({ cause, hidden, partly })),
  ).toEqual([
    {
      cause: METRICS_PROBLEM.cause,
      hidden: ['error-rate', 'latency'],
      partly: [],
    },
    {
      cause: CLUSTER_PROBLEM.cause,
      hidden: ['recent-errors', 'workload'],
      partly: [],
    },
  ]);
});

it('tells apart what is unknown and what another source answered', () => {
  const readings = healthyReadings(AT).map(one =>
    one.probe === 'latency' ? { ...one, problem: METRICS_PROBLEM } : one,
  );
  expect(groupProblems(readings)).toMatchObject([
    { hidden: [], partly: ['latency'] },
  ]);
});

it('does not take what a reading tells for another source', () => {
  const readings = healthyReadings(AT).map(one =>
    one.probe === 'integration-health'
      ? { ...one, status: 'failing' as const, problem: METRICS_PROBLEM }
      : one,
  );
  expect(groupProblems(readings)).toMatchObject([
    { hidden: [], partly: [], told: ['integration-health'] },
  ]);
});

it('leaves out what only follows from pods that are not there', () => {
  const EMPTY = {
    issue: 'Metrics are unavailable.',
    cause: 'localhost:9090 has no series for this target: it is not scraped.',
    solution: 'Check that it is scraped.',
  };
  const withDeadPods = (problem: typeof EMPTY, isDead = true) =>
    healthyReadings(AT).map(one => {
      if (one.probe === 'error-rate') {
        return { ...one, status: 'unknown' as const, problem };
      }
      return one.probe === 'workload' && isDead
        ? { ...one, status: 'failing' as const }
        : one;
    });
  expect(groupProblems(withDeadPods(EMPTY))).toEqual([]);
  expect(groupProblems(withDeadPods(EMPTY, false))).toHaveLength(1);
  expect(groupProblems(withDeadPods(METRICS_PROBLEM))).toHaveLength(1);
});

it('keeps every issue of a cause, each once', () => {
  const [one, other, ...rest] = healthyReadings(AT);
  const groups = groupProblems([
    { ...one, problem: { ...METRICS_PROBLEM, issue: 'First.' } },
    { ...other, problem: { ...METRICS_PROBLEM, issue: 'Second.' } },
    { ...rest[0], problem: { ...METRICS_PROBLEM, issue: 'First.' } },
  ]);
  expect(groups).toMatchObject([{ issues: ['First.', 'Second.'] }]);
});
