import type {
  Operation,
  Reading,
} from 'backstage-plugin-ideogram-incident-common';
import { chartMarks } from './chartMarks';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

const operation = (change: Partial<Operation>): Operation => ({
  id: 'one',
  entityRef: 'component:default/x',
  target: 'production',
  action: 'restart',
  title: 'Restart',
  actor: 'user:default/jane',
  status: 'succeeded',
  createdAt: at(300),
  finishedAt: at(360),
  steps: [],
  ...change,
});

const announced = (startedAt: string | undefined, ours = true): Reading =>
  ({
    probe: 'status-page',
    status: 'failing',
    summary: '',
    observedAt: at(1000),
    durationMs: 1,
    details: {
      url: 'https://status.example.com',
      incidents: [{ title: 'Elevated errors', ours, startedAt }],
      maintenances: [],
      components: [],
    },
  } as Reading);

const podsFrom = (...starts: number[]): Reading =>
  ({
    probe: 'workload',
    status: 'ok',
    summary: '',
    observedAt: at(1000),
    durationMs: 1,
    details: {
      pods: starts.map(start => ({ name: `${start}`, startedAt: at(start) })),
    },
  } as Reading);

const inShort = (readings: Reading[], operations: Operation[]) =>
  chartMarks(readings, operations, [100, 1000]).map(
    mark => `${mark.letter} ${mark.at} ${mark.kind}`,
  );

it('gives letters in the order of time', () => {
  expect(
    inShort([announced(at(200)), podsFrom(50, 150)], [operation({})]),
  ).toEqual(['A 150 pods', 'B 200 announcement', 'C 300 operation']);
});

it.each<[string, Reading[], Operation[]]>([
  ['before the range', [], [operation({ createdAt: at(50) })]],
  ['that was never run', [], [operation({ status: 'rejected' })]],
  ['of other components', [announced(at(200), false)], []],
  ['without a time', [announced(undefined)], []],
  ['with a time that is none', [announced('soon')], []],
  ['of pods that are older', [podsFrom(10, 20)], []],
])('leaves out an event %s', (_, readings, operations) => {
  expect(inShort(readings, operations)).toEqual([]);
});

it('begins an operation when it was run, and not when it was asked for', () => {
  const approved = operation({
    steps: [{ name: 'Approved', status: 'done', at: at(700) }],
  });
  expect(inShort([], [approved])).toEqual(['A 700 operation']);
});

it('counts pods that an operation started as the operation', () => {
  expect(inShort([podsFrom(320, 380)], [operation({})])).toEqual([
    'A 300 operation',
  ]);
  expect(inShort([podsFrom(320, 800)], [operation({})])).toEqual([
    'A 300 operation',
    'B 800 pods',
  ]);
});
