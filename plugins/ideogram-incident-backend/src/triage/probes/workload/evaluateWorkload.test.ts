import type {
  PodTrouble,
  WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { evaluateWorkload } from './evaluateWorkload';

const workload = (
  desired: number,
  available: number,
  ...troubles: PodTrouble[]
): WorkloadDetails => ({
  namespace: 'default',
  deployment: 'app',
  desired,
  updated: desired,
  available,
  restarts: 0,
  pods: troubles.map((trouble, index) => ({
    name: `app-${index}`,
    ready: false,
    restarts: 0,
    trouble,
  })),
});

it.each([
  [workload(2, 2), 'ok', '2 of 2 pods available'],
  [workload(1, 2), 'ok', '2 of 1 pod available'],
  [workload(2, 2, 'not-ready'), 'ok', '2 of 2 pods available'],
  [workload(0, 0), 'ok', 'Scaled to zero, so nothing runs'],
  [workload(3, 2), 'degraded', '2 of 3 pods available'],
  [workload(2, 2, 'crashing'), 'degraded', '2 of 2 pods available: 1 crashing'],
  [
    workload(4, 1, 'crashing', 'crashing', 'out-of-memory'),
    'degraded',
    '1 of 4 pods available: 1 out of memory, 2 crashing',
  ],
  [
    workload(2, 2, 'image-pull'),
    'degraded',
    '2 of 2 pods available: 1 unable to pull the image',
  ],
  [
    workload(2, 2, 'unschedulable'),
    'degraded',
    '2 of 2 pods available: 1 without a node',
  ],
  [workload(2, 0), 'failing', '0 of 2 pods available'],
  [
    workload(2, 1, 'not-ready'),
    'degraded',
    '1 of 2 pods available: 1 not ready',
  ],
  [
    workload(2, 0, 'crashing', 'crashing'),
    'failing',
    '0 of 2 pods available: 2 crashing',
  ],
])('%j is %s: %s', (details, status, summary) => {
  expect(evaluateWorkload(details)).toEqual({ status, summary });
});

it('says why a deployment can make no pods', () => {
  expect(evaluateWorkload(workload(2, 0), 'exceeded quota: team').summary).toBe(
    '0 of 2 pods available: exceeded quota: team',
  );
});
